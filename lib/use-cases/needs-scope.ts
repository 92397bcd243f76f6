import type { Reader } from '@/lib/domain/actor';
import type { Scope } from '@/lib/domain/keys/scope';
import { refuse } from '@/lib/domain/refusal';

/** What a service may read, which holds no scopes. */
const ofService: Scope = 'mcp:read:endpoints';

/** Reading is open to every signed-in person and, to an agent, by scope. Null when it is allowed. */
export function needsScope(actor: Reader, scope: Scope) {
  if (actor.kind === 'human') return null;
  if (actor.kind === 'service' ? scope === ofService : actor.scopes.includes(scope)) return null;
  return refuse('INSUFFICIENT_SCOPE', `This key does not hold ${scope}.`, {
    hint: 'Ask the key’s owner for it.',
  });
}
