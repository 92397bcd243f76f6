import type { DiscardReason } from '../draft/draft';
import { sha256Hex } from './digest';
import { type Leaf, leafOf } from './leaf';

/** `draft_discarded`: the reason's code in the open, the free text only as a salted digest. */
export const discardedEvidence = (record: {
  id: string;
  tenant: string;
  draftId: string;
  discardedBy: { kind: 'agent' | 'human'; id: string };
  discardedAt: Date;
  reason: DiscardReason;
  message: string;
  /** 16 random bytes, kept with the draft: without them the digest says nothing about the text. */
  salt: Uint8Array;
}): Leaf =>
  leafOf({
    event: 'draft_discarded',
    id: record.id,
    tenant: record.tenant,
    subject: record.draftId,
    payload: {
      draft_id: record.draftId,
      discarded_by: { kind: record.discardedBy.kind, id: record.discardedBy.id },
      discarded_at: record.discardedAt.toISOString(),
      reason: record.reason,
      message_digest: `sha256:${sha256Hex(Buffer.concat([record.salt, Buffer.from(record.message)]))}`,
    },
  });
