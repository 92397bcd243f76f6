import type { ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Refusal } from '@/lib/domain/refusal';
import { toProblem } from '@/lib/domain/wire/refusal-wire';
import { statusOf } from '@/lib/http/status';
import { errorBody, nextSteps } from './error-body';

/** RFC 9457, for a request that did not get as far as the protocol. */
export function problemAnswer(refusal: Refusal, correlationId: string): Response {
  const status = statusOf[refusal.code];
  const problem = toProblem({ hint: nextSteps[refusal.code], ...refusal }, status, correlationId, '/api/mcp');
  return Response.json(problem, {
    status,
    headers: { 'content-type': 'application/problem+json', ...challenge(refusal, status) },
  });
}

/** RFC 6750 section 3: no error when no key was sent. No `resource_metadata`: there is no OAuth to discover. */
function challenge({ code }: Refusal, status: number): Record<string, string> {
  if (status !== 401) return {};
  return { 'www-authenticate': code === 'UNAUTHENTICATED' ? 'Bearer' : 'Bearer error="invalid_token"' };
}

/** A JSON-RPC error outside of any call: the body could not be read as one message. */
export function protocolAnswer(
  answer: { status: number; code: ProtocolErrorCode; id?: string | number | null },
  refusal: Refusal,
  correlationId: string,
): Response {
  const error = { code: answer.code, message: refusal.message, data: errorBody(refusal, correlationId) };
  return Response.json({ jsonrpc: '2.0', id: answer.id ?? null, error }, { status: answer.status });
}

/** The same answer with the headers that every answer of this door carries. */
export function sealed(response: Response, correlationId: string): Response {
  const headers = new Headers(response.headers);
  headers.set('cache-control', 'private, no-store');
  headers.set('vary', 'Authorization, X-MCP-API-Key, Origin, Accept');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-correlation-id', correlationId);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
