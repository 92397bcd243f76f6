import { encode } from 'next-auth/jwt';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';

type Handler = (
  req: Request,
  context: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response> | Response;

export type Ask = {
  method?: string;
  /** Path and query. */
  path: string;
  params?: Record<string, string>;
  /** Whose session cookie to carry, with the Origin of our own pages. */
  as?: Human | null;
  /** An agent key to carry as Bearer. */
  token?: string;
  /** Null takes out what would be sent. */
  headers?: Record<string, string | null>;
  /** Sent as JSON, unless it is a string already. Makes the method POST. */
  body?: unknown;
};

export type Answered = { status: number; headers: Headers; body: unknown };

/** The cookie that a signed-in browser would send. */
export async function sessionCookie({ sessionId }: Human): Promise<string> {
  const secret = config().authSecret ?? '';
  return `next-auth.session-token=${await encode({ token: { sid: sessionId }, secret })}`;
}

/** Calls a route handler as the server would. */
export async function ask(handler: Handler, asked: Ask): Promise<Answered> {
  const { path, params } = asked;
  const body = bodyOf(asked);
  const init = { method: methodOf(asked), headers: await headersOf(asked), ...(body !== null && { body }) };
  const answer = await handler(new Request(new URL(path, config().publicUrl), init), {
    params: Promise.resolve(params),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
}

const methodOf = ({ method, body }: Ask): string => method ?? (body === undefined ? 'GET' : 'POST');

function bodyOf({ body }: Ask): string | null {
  if (body === undefined) return null;
  return typeof body === 'string' ? body : JSON.stringify(body);
}

async function headersOf(asked: Ask): Promise<Headers> {
  const { origin, host } = new URL(config().publicUrl);
  const headers = new Headers({ host });
  if (asked.as) headers.set('cookie', await sessionCookie(asked.as));
  if (asked.as && methodOf(asked) !== 'GET') headers.set('origin', origin);
  if (asked.token !== undefined) headers.set('authorization', `Bearer ${asked.token}`);
  if (asked.body !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of Object.entries(asked.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return headers;
}
