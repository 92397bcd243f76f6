import { ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Refusal, RefusalCode } from '@/lib/domain/refusal';
import { problemAnswer } from '@/lib/door/problem-answer';
import type { Seal } from '@/lib/door/sealed';
import { errorBody, nextSteps } from './error-body';

/** Every answer of this door is one key's own. */
export const seal: Seal = {
  cacheControl: 'private, no-store',
  vary: 'Authorization, X-MCP-API-Key, Origin, Accept',
};

/** For a request that did not get as far as the protocol. */
export const refusedAnswer = (refusal: Refusal, correlationId: string): Response =>
  problemAnswer({ hint: nextSteps[refusal.code], ...refusal }, correlationId, '/api/mcp');

/** A JSON-RPC error outside of any call: the body could not be read as one message. */
export function protocolAnswer(
  answer: { status: number; code: ProtocolErrorCode; id?: string | number | null },
  refusal: Refusal,
  correlationId: string,
): Response {
  const error = { code: answer.code, message: refusal.message, data: errorBody(refusal, correlationId) };
  return Response.json({ jsonrpc: '2.0', id: answer.id ?? null, error }, { status: answer.status });
}

/** What the protocol has an error of its own for. */
const unreadableAs: ReadonlyMap<RefusalCode, ProtocolErrorCode> = new Map([
  ['MALFORMED_JSON', ProtocolErrorCode.ParseError],
  ['VALIDATION_FAILED', ProtocolErrorCode.InvalidRequest],
]);

/** For a body that is not one JSON-RPC message. */
export function unreadableAnswer(refusal: Refusal, correlationId: string): Response {
  const code = unreadableAs.get(refusal.code);
  return code === undefined
    ? refusedAnswer(refusal, correlationId)
    : protocolAnswer({ status: 400, code }, refusal, correlationId);
}
