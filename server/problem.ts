import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type RefusalCode, refuse } from '@/lib/domain/refusal';
import { toProblem } from '@/lib/domain/wire/refusal-wire';

/** What the outer server itself may refuse. */
const answers = {
  HEADER_INVALID: { status: 400, message: 'A request names exactly one Host.' },
  MCP_CANNOT_APPLY: {
    status: 403,
    message: 'Only a person can decide on a draft. An agent credential never can.',
  },
  HUMAN_IDENTITY_REQUIRED: {
    status: 401,
    message: 'Only a person can do this. A service credential reads what was applied and nothing else.',
  },
  HOST_NOT_ALLOWED: { status: 403, message: 'This server does not answer under that host name.' },
  ORIGIN_NOT_ALLOWED: { status: 403, message: 'This request comes from a page of another site.' },
  ROUTE_NOT_FOUND: { status: 404, message: 'There is no such route.' },
} as const satisfies Partial<Record<RefusalCode, { status: number; message: string }>>;
export type OuterRefusal = keyof typeof answers;

/** Ends a response with an RFC 9457 problem, before Next has seen the request. `url` is attacker-controlled. */
export function answerProblem(response: ServerResponse, code: OuterRefusal, url: string): void {
  const { status, message } = answers[code];
  const correlationId = `req_${randomUUID()}`;
  const path = url.split('?', 1)[0] ?? '';
  const problem = toProblem(refuse(code, message).refusal, status, correlationId, path);
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'cache-control': 'private, no-cache',
    'x-correlation-id': correlationId,
    // The body was not read: what follows on this connection cannot be told from it.
    connection: 'close',
  });
  response.end(JSON.stringify(problem));
}
