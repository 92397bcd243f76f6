import type { Attempt } from './attempt';

export type Answered = { status: number; text: string };

/** A line of the report. It holds no credential. */
export type Judged = {
  credential: string;
  road: string;
  status: number;
  code: string | null;
  passed: boolean;
};

/**
 * Whether an attempt was refused. A refusal is an answer of this product with a code, or nothing at the address; a fault is
 * no refusal, nor is an answer without one.
 */
export function judgeAttempt({ credential, road }: Attempt, { status, text }: Answered): Judged {
  const code = codeIn(text);
  const refused = status === 200 ? code !== null : status >= 300 && status < 500;
  return { credential, road, status, code, passed: refused && !/"applied_at"|"resource":\{/.test(text) };
}

/** The first code of a refusal, in problem+json, in a tool’s result or of JSON-RPC. */
function codeIn(text: string): string | null {
  const ours = /\\?"code\\?":\\?"([A-Z_]+)/.exec(text)?.[1];
  return ours ?? /"code":(-\d+)/.exec(text)?.[1] ?? null;
}
