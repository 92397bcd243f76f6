import { newId } from '@/db/new-id';
import { deleteOldDeliveries } from '@/db/queries/delivery-outbox';
import { deleteExpired, deleteStaleAnswers, holdPace } from '@/db/queries/sweep';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { purgedEvidence } from '@/lib/domain/evidence/purged-evidence';
import { type Swept, sweeper } from '../sweep/swept';

/**
 * Removes one batch of a tenant's expired drafts that are beyond its retention. Of each a `draft_purged` leaf is left,
 * in the same transaction; what the log held of it before is untouched. Deliveries that are over go at the same age.
 */
export async function purgeExpired(tenantId: string, most: number): Promise<Swept> {
  const { value } = await withTenant(sweeper(tenantId), async (tx): Promise<Swept> => {
    const wait = await holdPace(tx);
    if (wait !== 0) return { state: 'later', waitMs: wait };
    const purged = await deleteExpired(tx, most);
    await deleteStaleAnswers(tx);
    await deleteOldDeliveries(tx, most);
    const purgedAt = now();
    for (const draftId of purged) {
      tx.record(purgedEvidence({ id: newId('evd'), tenant: tenantId, draftId, purgedAt }));
    }
    return { state: 'done', count: purged.length };
  });
  return value;
}
