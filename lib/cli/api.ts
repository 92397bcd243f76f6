import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { exitCodes } from './exit-codes';
import { CliFailure } from './failure';
import { OutcomeUnknown, refusedBy } from './refused';
import { visibleAnswer } from './safe-text';
import type { Terminal } from './terminal';

export type Answered<T> = {
  /** What the server said, byte for byte: for `--json` only. */
  raw: unknown;
  /** The same, made visible and checked. */
  value: T;
};

type Asked = { method: 'GET' | 'POST'; path: string; body?: unknown; key?: string };

const tries = 3;
const answerWithin = 20_000;
const longestWait = 5;

/** One server, asked as whoever the token proves. Repeats only what may be repeated: a GET, or a POST with its key. */
export class Api {
  readonly url: string;
  private readonly terminal: Terminal;
  private readonly headers: Record<string, string>;

  constructor(terminal: Terminal, url: string, token: string | null, userId: string | null) {
    this.terminal = terminal;
    this.url = url;
    this.headers = {
      accept: 'application/json',
      'user-agent': 'draft-cli',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(userId !== null && { 'x-user-id': userId }),
    };
  }

  get<T>(path: string, schema: z.ZodType<T>): Promise<Answered<T>> {
    return this.ask({ method: 'GET', path }, schema);
  }

  /** A state change under one idempotency key, the same for every repetition. */
  post<T>(
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    key: string = randomUUID(),
  ): Promise<Answered<T>> {
    return this.ask({ method: 'POST', path, body, key }, schema);
  }

  /** An answer that comes bit by bit: the open event stream, or an export. */
  async stream(
    path: string,
    signal: AbortSignal,
    accept = 'text/event-stream',
  ): Promise<ReadableStream<Uint8Array>> {
    const headers = { ...this.headers, accept };
    const answer = await fetch(new URL(path, this.url), { headers, signal, redirect: 'error' }).catch(() => {
      throw unreachable(this.url);
    });
    if (!answer.ok || answer.body === null) throw refusedBy(await bodyOf(answer), answer.status);
    return answer.body;
  }

  private async ask<T>(asked: Asked, schema: z.ZodType<T>): Promise<Answered<T>> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.once(asked);
      const last = attempt >= tries;
      if (answer === null) {
        if (last) throw asked.method === 'GET' ? unreachable(this.url) : new OutcomeUnknown(this.url);
      } else if (answer.ok) {
        return accepted(await bodyOf(answer), schema);
      } else {
        const refused = refusedBy(await bodyOf(answer), answer.status);
        if (last || refused.exit !== exitCodes.temporary) throw refused;
        const seconds = refused.problem.retry_after ?? 1;
        if (seconds > longestWait) throw refused;
        await this.terminal.sleep(seconds * 1000);
        continue;
      }
      await this.terminal.sleep(250 * 2 ** attempt);
    }
  }

  /** Null when no answer came. */
  private async once({ method, path, body, key }: Asked): Promise<Response | null> {
    const headers = {
      ...this.headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    const signal = AbortSignal.timeout(answerWithin);
    const init = { method, headers, signal, redirect: 'error' as const };
    const sent = body === undefined ? init : { ...init, body: JSON.stringify(body) };
    return fetch(new URL(path, this.url), sent).catch(() => null);
  }
}

const bodyOf = (answer: Response): Promise<unknown> => answer.json().catch(() => null);

/** UNTRUSTED INPUT: the server may relay agents' text, and may be a server of another kind. */
function accepted<T>(raw: unknown, schema: z.ZodType<T>): Answered<T> {
  const parsed = schema.safeParse(visibleAnswer(raw));
  if (parsed.success) return { raw, value: parsed.data };
  throw new CliFailure(exitCodes.error, 'The server’s answer is not one that this version understands.');
}

const unreachable = (url: string): CliFailure =>
  new CliFailure(exitCodes.temporary, `The server at ${url} does not answer.`, {
    hint: 'Set another with: draft config set url <address>',
  });
