import type { Actor, Agent, Human } from '@/lib/domain/actor';
import { anchorName, anchorTenant } from '@/lib/domain/log/anchor-log';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

/**
 * UNTRUSTED INPUT: whose log an address names, as the actor that may read it. Everybody who reads evidence reads their own
 * tenant's and the anchor log, whose leaves are digests; any other is like one that does not exist.
 */
export function logNamed(actor: Agent | Human, name: string): Result<Actor> {
  const denied = needsScope(actor, 'mcp:read:evidence');
  if (denied) return denied;
  if (name === actor.tenantId) return accept(actor);
  if (name === anchorName) return accept({ kind: 'system', tenantId: anchorTenant, name: 'log-reader' });
  return refuse('LOG_NOT_FOUND', 'There is no such log.');
}
