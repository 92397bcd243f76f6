import type { RuntimeLack } from '@/lib/domain/log/verify/runtime-support';
import type { Progress, Verdict } from '@/lib/domain/log/verify/verdict';

/** What the page asks of the worker, once at a time. */
export type Ask = { file: File; keys: string; against: File | null };

export type Answer =
  | { kind: 'ready'; lack: RuntimeLack | null }
  | ({ kind: 'progress' } & Progress)
  | { kind: 'verdict'; verdict: Verdict }
  | { kind: 'problem'; words: string };
