import { newId } from '@/db/new-id';
import { holdPace, markExpired } from '@/db/queries/sweep';
import { withTenant } from '@/db/tenant';
import { expiredEvidence } from '@/lib/domain/evidence/expired-evidence';
import { type Swept, sweeper } from '../sweep/swept';

/** Expires one batch of a tenant's due drafts, each with its `draft_expired` leaf in the same transaction. */
export async function expireDue(tenantId: string, most: number): Promise<Swept> {
  const { value } = await withTenant(sweeper(tenantId), async (tx): Promise<Swept> => {
    const wait = await holdPace(tx);
    if (wait !== 0) return { state: 'later', waitMs: wait };
    const expired = await markExpired(tx, most);
    for (const { id: draftId, at } of expired) {
      tx.record(expiredEvidence({ id: newId('evd'), tenant: tenantId, draftId, expiredAt: at }));
    }
    return { state: 'done', count: expired.length };
  });
  return value;
}
