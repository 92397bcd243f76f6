import { pendingCount } from '@/db/queries/evidence';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

/** How many drafts wait for a decision now. `version` grows with every change of the tenant's log. */
export async function countPending(
  actor: Agent | Human,
): Promise<Result<{ pending: number; version: number }>> {
  const denied = needsScope(actor, 'mcp:read:drafts');
  if (denied) return denied;
  return accept(await withTenantRead(actor, (tx) => pendingCount(tx, now())));
}
