import { type RefusalCode, refusalCategories } from '@/lib/domain/refusal';
import { refusalGuide } from '@/lib/domain/refusal-guide/refusal-guide';
import { problemSchema } from '@/lib/domain/wire/refusal-wire';
import { statusOf } from '@/lib/door/status';

export type Said = { status: number; body: unknown };

type Told = { code: RefusalCode; category: string; status: number; sent: number; detail: string };

/** What the published guide says of a code, for `toEqual` with what was said. */
export const documented = (code: RefusalCode): Told => ({
  code,
  category: refusalCategories[code],
  status: statusOf[code],
  sent: statusOf[code],
  detail: refusalGuide[code].example,
});

/** The same of an answer that must be a problem and nothing else. A time in its words becomes the guide's. */
export function said({ status: sent, body }: Said): Told {
  const { code, category, status, detail } = problemSchema.strict().parse(body);
  return {
    code,
    category,
    status,
    sent,
    detail: detail.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, '2026-11-21T09:30:00.000Z'),
  };
}
