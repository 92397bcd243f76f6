import type { Decision, Surface } from '../draft/view';
import { type Leaf, leafOf } from './leaf';

/**
 * `draft_viewed`: what a person had before them when they decided, as their request says it. It lies before the record of
 * the decision, in the same transaction, and shares no key with it but `draft_id`.
 */
export const viewedEvidence = (record: {
  id: string;
  tenant: string;
  draftId: string;
  viewedBy: string;
  viewedAt: Date;
  decision: Decision;
  shownDigest: string;
  /** Whether the request itself named the digest. Whoever discards names none: of a draft it never changes. */
  digestSent: boolean;
  /** Sorted codes of the flags that were ticked. */
  tickedFlags: readonly string[];
  surface: Surface;
  /** The confirmation in the browser that a terminal used up for this. */
  confirmationId: string | null;
}): Leaf =>
  leafOf({
    event: 'draft_viewed',
    id: record.id,
    tenant: record.tenant,
    subject: record.draftId,
    payload: {
      draft_id: record.draftId,
      viewed_by: record.viewedBy,
      viewed_at: record.viewedAt.toISOString(),
      viewed_for: record.decision,
      shown_digest: record.shownDigest,
      digest_sent: record.digestSent,
      ticked_flags: [...record.tickedFlags],
      surface: record.surface,
      ...(record.confirmationId !== null && { by_confirmation: record.confirmationId }),
    },
  });
