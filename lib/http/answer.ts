import { createHash } from 'node:crypto';
import type { Refusal } from '@/lib/domain/refusal';
import { problemAnswer } from '@/lib/door/problem-answer';
import { type Seal, sealed } from '@/lib/door/sealed';
import type { Answer } from './operation';

/** Every answer of this door is one caller's own. */
const seal: Seal = {
  cacheControl: 'private, no-cache',
  vary: 'Cookie, Authorization, X-MCP-API-Key, X-User-Id, Accept',
};

/** `instance` is the path that was asked. */
export const refusedAnswer = (refusal: Refusal, correlationId: string, instance: string): Response =>
  sealed(problemAnswer(refusal, correlationId, instance), correlationId, seal);

/** The same where the ETag is strong: a compressed answer would be other bytes under one tag (RFC 9110 section 8.8.3.3). */
const strongSeal: Seal = { ...seal, cacheControl: `${seal.cacheControl}, no-transform` };

type Made = { status: number; answer: Answer; strong: boolean };

/** A JSON answer with its ETag, or 304 when a GET already has it. */
export function jsonAnswer(req: Request, { status, answer, strong }: Made, correlationId: string): Response {
  const text = JSON.stringify(answer.body);
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const etag = strong ? tag : `W/${tag}`;
  const sealing = strong ? strongSeal : seal;
  if (isRead(req) && matches(req.headers.get('if-none-match'), etag)) {
    return sealed(new Response(null, { status: 304, headers: { etag } }), correlationId, sealing);
  }
  const headers = {
    'content-type': 'application/json',
    ...(isRead(req) && { etag }),
    ...(answer.replayed && { 'idempotent-replayed': 'true' }),
    ...(answer.location !== undefined && { location: answer.location }),
  };
  const whole = new Response(req.method === 'HEAD' ? null : text, { status, headers });
  return sealed(whole, correlationId, sealing);
}

/** An answer that an operation made itself, which may say how long it holds. HEAD has no use for its stream. */
export async function madeAnswer(req: Request, made: Response, correlationId: string): Promise<Response> {
  if (req.method === 'HEAD') await made.body?.cancel();
  const { cacheControl } = seal;
  const sealing = { ...seal, cacheControl: made.headers.get('cache-control') ?? cacheControl };
  return sealed(req.method === 'HEAD' ? new Response(null, made) : made, correlationId, sealing);
}

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD';

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** RFC 9110 section 13.1.2: weak comparison with any of the list. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch?.trim() === '*') return true;
  return ifNoneMatch?.split(',').some((tag) => opaque(tag) === opaque(etag)) ?? false;
}
