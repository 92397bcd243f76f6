import { pendingCount, type TenantCounters } from '@/db/queries/evidence';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

/** How many drafts wait for a decision now. `version` moves with every change that open pages follow. */
export async function countPending(
  actor: Agent | Human,
): Promise<Result<Pick<TenantCounters, 'pending' | 'version'>>> {
  const denied = needsScope(actor, 'mcp:read:drafts');
  if (denied) return denied;
  const { version, pending } = await withTenantRead(actor, (tx) => pendingCount(tx, now()));
  return accept({ version, pending });
}
