import { type Leaf, leafOf } from './leaf';

/** `draft_expired`: the time of a draft passed undecided. `expiredAt` is when it did, not when somebody noticed. */
export const expiredEvidence = (record: {
  id: string;
  tenant: string;
  draftId: string;
  expiredAt: Date;
}): Leaf =>
  leafOf({
    event: 'draft_expired',
    id: record.id,
    tenant: record.tenant,
    subject: record.draftId,
    payload: { draft_id: record.draftId, expired_at: record.expiredAt.toISOString() },
  });
