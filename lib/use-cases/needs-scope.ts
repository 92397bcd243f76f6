import type { Agent, Human } from '@/lib/domain/actor';
import type { Scope } from '@/lib/domain/keys/scope';
import { refuse } from '@/lib/domain/refusal';

/** Reading is open to every signed-in person and, to an agent, by scope. Null when it is allowed. */
export function needsScope(actor: Agent | Human, scope: Scope) {
  if (actor.kind === 'human' || actor.scopes.includes(scope)) return null;
  return refuse('INSUFFICIENT_SCOPE', `This key does not hold ${scope}.`, {
    hint: 'Ask the key’s owner for it.',
  });
}
