import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import { lookupOf } from '@/lib/domain/keys/key-format';
import type { StoredRule } from '@/lib/domain/policy/rule';
import { addressOf } from '@/lib/door/address';
import { certificateOf } from '@/lib/door/client-certificate';
import { Caller } from './caller';
import type { Asked } from './read-asked';
import { stillLetIn } from './still-let-in';

/** Who asks, with what, from where: the key's agent beside what the request says of itself. */
export function callerFor(
  { req, message, correlationId }: Asked,
  agent: Agent,
  token: string,
  policy: readonly StoredRule[],
): Caller {
  const facts: Caller['facts'] = {
    agent,
    lookupId: lookupOf(token) ?? '',
    policy,
    correlationId,
    message,
    startedAt: now(),
    ip: addressOf(req.headers),
    userAgent: req.headers.get('user-agent'),
    certificate: certificateOf(req.headers)?.thumbprint ?? null,
    surfacePin: req.headers.get('mcp-surface-pin'),
    protocolVersion: message.protocolVersion ?? req.headers.get('mcp-protocol-version'),
    sessionId: req.headers.get('mcp-session-id'),
    signal: req.signal,
    stands: () => stillLetIn(facts),
  };
  return new Caller(facts);
}
