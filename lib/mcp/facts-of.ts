import type { Agent } from '@/lib/domain/actor';
import { lookupOf } from '@/lib/domain/keys/key-format';
import type { StoredRule } from '@/lib/domain/policy/rule';
import { fromOf } from '@/lib/door/agent/asked';
import type { Facts } from './caller';
import { askedIn } from './message';
import type { Asked } from './read-asked';
import { stillLetIn } from './still-let-in';

/** Who asks, with what, from where: the key's agent beside what the request says of itself. */
export function factsOf(
  { req, message, correlationId }: Asked,
  agent: Agent,
  token: string,
  policy: readonly StoredRule[],
): Facts {
  const lookupId = lookupOf(token) ?? '';
  const asked = { ...fromOf(req.headers), ...askedIn(message), agent, policy, correlationId };
  return {
    ...asked,
    lookupId,
    message,
    protocolVersion: message.protocolVersion ?? req.headers.get('mcp-protocol-version'),
    sessionId: req.headers.get('mcp-session-id'),
    signal: req.signal,
    stands: () => stillLetIn(lookupId, asked),
  };
}
