import type { Agent, Human } from '@/lib/domain/actor';
import { scopes } from '@/lib/domain/keys/scope';
import { refuse } from '@/lib/domain/refusal';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { needsScope } from '../needs-scope';

/** Whether this actor may propose drafts of this kind: everybody but a viewer and, of agents, by scope. Null: they may. */
export function mayPropose(actor: Agent | Human, type: ResourceKindName) {
  if (actor.kind === 'human') {
    return actor.role === 'viewer' ? refuse('ROLE_REQUIRED', 'A viewer cannot propose changes.') : null;
  }
  const scope = scopes.find((known) => known === `mcp:draft:create:${type}`);
  return scope === undefined
    ? refuse('INSUFFICIENT_SCOPE', `No key can hold mcp:draft:create:${type}.`)
    : needsScope(actor, scope);
}
