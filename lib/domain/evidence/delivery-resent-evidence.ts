import { type Leaf, leafOf } from './leaf';

/** `delivery_resent`: a person had what failed sent again. */
export const deliveryResentEvidence = (record: {
  id: string;
  tenant: string;
  draftId: string;
  deliveryId: string;
  resentBy: string;
  resentAt: Date;
}): Leaf =>
  leafOf({
    event: 'delivery_resent',
    id: record.id,
    tenant: record.tenant,
    subject: record.draftId,
    payload: {
      draft_id: record.draftId,
      delivery_id: record.deliveryId,
      resent_by: record.resentBy,
      resent_at: record.resentAt.toISOString(),
    },
  });
