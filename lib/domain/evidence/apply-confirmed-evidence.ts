import { type Leaf, leafOf } from './leaf';

/** `apply_confirmed`: a person said in the browser that their terminal may apply exactly this, once, until then. */
export const applyConfirmedEvidence = (record: {
  id: string;
  tenant: string;
  draftId: string;
  confirmationId: string;
  confirmedBy: string;
  confirmedAt: Date;
  digest: string;
  flags: readonly string[];
  until: Date;
}): Leaf =>
  leafOf({
    event: 'apply_confirmed',
    id: record.id,
    tenant: record.tenant,
    subject: record.draftId,
    payload: {
      draft_id: record.draftId,
      confirmation: record.confirmationId,
      confirmed_by: record.confirmedBy,
      confirmed_at: record.confirmedAt.toISOString(),
      confirmed_digest: record.digest,
      confirmed_flags: [...record.flags],
      confirmed_until: record.until.toISOString(),
    },
  });
