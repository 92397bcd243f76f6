import { type RefusalCode, refuse } from '@/lib/domain/refusal';
import { refusalGuide } from '@/lib/domain/refusal-guide/refusal-guide';
import { toProblem } from '@/lib/domain/wire/refusal-wire';
import { statusOf } from './status';

/** The problem that stands for a code in everything that is published: its example, and what to do. */
export const exampleProblem = (code: RefusalCode, path: string) =>
  toProblem(
    refuse(code, refusalGuide[code].example, { hint: refusalGuide[code].next }).refusal,
    statusOf[code],
    'req_0f6f0c1e-7c52-4f5b-8d7a-3c1f7b2a9e10',
    path,
  );
