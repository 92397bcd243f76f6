import type { Call } from '@/lib/domain/calls/call';
import manifest from '@/package.json';

/** What a request over REST has not: there is no client that introduces itself, no session, and no tool is offered. */
export const restCall = {
  jsonrpcId: null,
  clientName: null,
  clientVersion: null,
  protocolVersion: null,
  serverVersion: manifest.version,
  toolDefinitionHash: null,
  surfaceHash: null,
  sessionId: null,
} as const satisfies Partial<Call>;
