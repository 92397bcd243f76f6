import type { Agent, Reader } from '@/lib/domain/actor';
import type { Scope } from '@/lib/domain/keys/scope';
import { refuse } from '@/lib/domain/refusal';

/** What a service may read, which holds no scopes. */
const ofService: Scope = 'mcp:read:endpoints';

/** Reading is open to every signed-in person and, to an agent, by scope. Null when it is allowed. */
export function needsScope(actor: Reader, scope: Scope) {
  if (actor.kind === 'human') return null;
  if (actor.kind === 'service') return scope === ofService ? null : lacking(scope);
  return actor.scopes.includes(scope) ? null : (withheldFrom(actor, scope) ?? lacking(scope));
}

const lacking = (scope: Scope) =>
  refuse('INSUFFICIENT_SCOPE', `This key does not hold ${scope}.`, { hint: 'Ask the key’s owner for it.' });

/** Why a scope that the key was given is not carried: the role of its owner, as it is now. */
export function withheldFrom({ withheld, ownerRole }: Agent, scope: Scope) {
  if (!withheld?.includes(scope)) return null;
  return refuse(
    'INSUFFICIENT_SCOPE',
    `The person who owns this key is now ${ownerRole}, and that role does not carry ${scope}.`,
    { hint: 'Ask the operator for a key of somebody else.' },
  );
}
