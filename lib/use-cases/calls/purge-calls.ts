import { newId } from '@/db/new-id';
import { purgeCalls as purge } from '@/db/queries/sweep';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { callsPurgedEvidence } from '@/lib/domain/evidence/calls-purged-evidence';
import { type Swept, sweeper } from '../sweep/swept';

/**
 * Removes one batch of a tenant's oldest calls that are beyond the retention, from the front of their chain alone. In
 * the same transaction the anchor that the rest follows, and the `calls_purged` leaf that says how far.
 */
export async function purgeCalls(tenantId: string, most: number): Promise<Swept> {
  const { value } = await withTenant(sweeper(tenantId), async (tx): Promise<Swept> => {
    const at = now();
    const purged = await purge(tx, { days: config().callRetentionDays, most, at });
    if (purged === null) return { state: 'done', count: 0 };
    tx.record(callsPurgedEvidence({ id: newId('evd'), tenant: tenantId, purgedAt: at, ...purged }));
    return { state: 'done', count: purged.removed };
  });
  return value;
}
