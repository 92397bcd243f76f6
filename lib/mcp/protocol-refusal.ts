import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import type { Refusal } from '@/lib/domain/refusal';
import { errorBody } from './error-body';

/** A refusal where the protocol has no result for it: a JSON-RPC error with the same body as `data`. */
export function protocolRefusal(refusal: Refusal, correlationId: string): ProtocolError {
  const body = errorBody(refusal, correlationId);
  const code = body.category === 'server' ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams;
  return new ProtocolError(code, refusal.message, body);
}

/** The same for a resource: one that is unknown and one of somebody else's read alike. */
export function resourceRefusal(refusal: Refusal, uri: string, correlationId: string): ProtocolError {
  return refusal.code === 'DRAFT_NOT_FOUND' || refusal.code === 'RESOURCE_NOT_FOUND'
    ? new ResourceNotFoundError(uri)
    : protocolRefusal(refusal, correlationId);
}
