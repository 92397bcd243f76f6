import type { Caller } from './callers';
import type { Question } from './question';

/** What a cell can be compared with: let in, or the code of the refusal with its HTTP status. */
export type Outcome = { status: number; said: string };

/** Asks as this caller over HTTP and reads what came of it. A stream is left as soon as it has begun. */
export async function outcomeOf(base: string, question: Question, caller: Caller): Promise<Outcome> {
  const url = new URL(question.path, base);
  if (caller.query !== '') url.search = caller.query;
  const leave = new AbortController();
  const answer = await fetch(url, {
    method: question.method,
    headers: { ...question.headers, ...caller.headers },
    redirect: 'manual',
    signal: leave.signal,
    ...(question.body !== undefined && { body: JSON.stringify(question.body) }),
  });
  const { status } = answer;
  if (
    answer.headers.get('content-type')?.startsWith('text/event-stream') &&
    url.pathname.endsWith('/stream')
  ) {
    leave.abort();
    return { status, said: 'allow' };
  }
  const text = await answer.text();
  return { status, said: saidIn(text, status) };
}

/** The first code of a refusal in problem+json, in a tool's result, or in what a server action returned. */
function saidIn(text: string, status: number): string {
  const code =
    /\\?"(?:refusal|error)\\?":\{\\?"code\\?":\\?"([A-Z_]+)/.exec(text)?.[1] ?? problemCode(text, status);
  if (code !== undefined) return code;
  return status < 400 ? 'allow' : `status ${status}`;
}

const problemCode = (text: string, status: number): string | undefined =>
  status < 400 ? undefined : /"code":"([A-Z_]+)"/.exec(text)?.[1];
