import { createHash } from 'node:crypto';
import type { Refusal } from '@/lib/domain/refusal';
import { toProblem } from '@/lib/domain/wire/refusal-wire';
import type { Answer } from './operation';
import { statusOf } from './status';

/** What every answer of this door carries: it is one caller's own, and never kept by anybody between. */
const common = {
  'cache-control': 'private, no-cache',
  vary: 'Cookie, Authorization, X-MCP-API-Key, X-User-Id',
  'x-content-type-options': 'nosniff',
};

/** Seconds after which asking again may help. */
const retryAfter: Partial<Record<Refusal['code'], number>> = { SERVICE_UNAVAILABLE: 5, RATE_LIMITED: 60 };

/** RFC 9457. `instance` is the path that was asked. */
export function problemAnswer(refusal: Refusal, correlationId: string, instance: string): Response {
  const status = statusOf[refusal.code];
  const seconds = retryAfter[refusal.code];
  const problem = toProblem(refusal, status, correlationId, instance, seconds);
  return Response.json(problem, {
    status,
    headers: {
      ...common,
      'content-type': 'application/problem+json',
      'x-correlation-id': correlationId,
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(seconds !== undefined && { 'retry-after': String(seconds) }),
    },
  });
}

/** A JSON answer with its ETag, or 304 when a GET already has it. */
export function jsonAnswer(req: Request, status: number, answer: Answer, correlationId: string): Response {
  const text = JSON.stringify(answer.body);
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = { ...common, 'x-correlation-id': correlationId };
  if (isRead(req) && matches(req.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers: { ...headers, etag } });
  }
  return new Response(req.method === 'HEAD' ? null : text, {
    status,
    headers: {
      ...headers,
      'content-type': 'application/json',
      ...(isRead(req) && { etag }),
      ...(answer.replayed && { 'idempotent-replayed': 'true' }),
      ...(answer.location !== undefined && { location: answer.location }),
    },
  });
}

/** An answer that an operation made itself, with what every answer carries. HEAD has no use for its stream. */
export async function sealedAnswer(req: Request, made: Response, correlationId: string): Promise<Response> {
  if (req.method === 'HEAD') await made.body?.cancel();
  const answer = req.method === 'HEAD' ? new Response(null, made) : made;
  for (const [name, value] of Object.entries(common)) answer.headers.set(name, value);
  answer.headers.set('x-correlation-id', correlationId);
  return answer;
}

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD';

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** RFC 9110 section 13.1.2: weak comparison with any of the list. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch?.trim() === '*') return true;
  return ifNoneMatch?.split(',').some((tag) => opaque(tag) === opaque(etag)) ?? false;
}
