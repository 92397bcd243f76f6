import type { Agent, Human } from '@/lib/domain/actor';
import { scopes } from '@/lib/domain/keys/scope';
import { proposes } from '@/lib/domain/people/role-refusals';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { needsScope } from '../needs-scope';

/** Whether this actor may propose drafts of this kind: everybody but a viewer and, of agents, by scope. Null: they may. */
export function mayPropose(actor: Agent | Human, type: ResourceKindName): Refusal | null {
  if (actor.kind === 'human') return proposes(actor.role);
  const scope = scopes.find((known) => known === `mcp:draft:create:${type}`);
  return scope === undefined
    ? refuse('INSUFFICIENT_SCOPE', `No key can hold mcp:draft:create:${type}.`).refusal
    : (needsScope(actor, scope)?.refusal ?? null);
}
