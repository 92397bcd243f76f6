import { wasPurged } from '@/db/queries/sweep';
import type { TenantTx } from '@/db/tenant';
import { refuse } from '@/lib/domain/refusal';

/** Why there is no draft of this id: it was cleared away and its evidence stays, or there never was one. */
export async function missingDraft(tx: TenantTx, draftId: string) {
  if (!(await wasPurged(tx, draftId))) return refuse('DRAFT_NOT_FOUND', 'There is no such draft.');
  return refuse('DRAFT_PURGED', 'This draft expired and has been cleared away. Its evidence stays.', {
    evidence: `/api/v1/evidence?draft_id=${draftId}`,
  });
}
