import type { Agent } from '@/lib/domain/actor';
import { accept } from '@/lib/domain/refusal';
import { Caller } from '../caller';
import { askedIn, readMessage } from '../message';

type Asked = {
  correlationId: string;
  method?: string;
  params?: Record<string, unknown>;
  signal?: AbortSignal;
};

/** A request of an agent that the door has let in, a call of a tool where nothing else is said, from nowhere in particular. */
export function callerOf(
  agent: Agent,
  { correlationId, method = 'tools/call', params = {}, signal }: Asked,
): Caller {
  const message = readMessage({ jsonrpc: '2.0', id: 1, method, params });
  if (message === null) throw new Error('no message');
  const facts = {
    ...askedIn(message),
    agent,
    lookupId: 'abcdefgh',
    policy: [],
    correlationId,
    message,
    startedAt: new Date(),
    ip: null,
    userAgent: null,
    certificate: null,
    protocolVersion: null,
    surfacePin: null,
    sessionId: null,
    signal: signal ?? AbortSignal.timeout(10_000),
    stands: () => Promise.resolve(accept(agent)),
  };
  return new Caller(facts, { rules: [], probe: false });
}
