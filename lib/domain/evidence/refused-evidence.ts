import type { RefusalCode } from '../refusal';
import { type Leaf, leafOf } from './leaf';

/** `draft_apply_refused`: somebody tried to apply and the rules said no. */
export const refusedEvidence = (record: {
  id: string;
  tenant: string;
  draftId: string;
  attemptedBy: { kind: 'agent' | 'human' | 'service'; id: string };
  attemptedAt: Date;
  codes: readonly RefusalCode[];
}): Leaf =>
  leafOf({
    event: 'draft_apply_refused',
    id: record.id,
    tenant: record.tenant,
    subject: record.draftId,
    payload: {
      draft_id: record.draftId,
      attempted_by: { kind: record.attemptedBy.kind, id: record.attemptedBy.id },
      attempted_at: record.attemptedAt.toISOString(),
      codes: [...record.codes],
    },
  });
