import { type Leaf, leafOf } from './leaf';

/** `draft_purged`: an expired draft is no longer kept. What it left in the log stays. */
export const purgedEvidence = (record: {
  id: string;
  tenant: string;
  draftId: string;
  purgedAt: Date;
}): Leaf =>
  leafOf({
    event: 'draft_purged',
    id: record.id,
    tenant: record.tenant,
    subject: record.draftId,
    payload: { draft_id: record.draftId, purged_at: record.purgedAt.toISOString() },
  });
