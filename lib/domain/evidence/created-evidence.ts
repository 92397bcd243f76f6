import type { Channel, Creator, Follows } from '../draft/draft';
import type { ResourceKindName } from '../resource/resource-kind';
import { type Leaf, leafOf } from './leaf';

/**
 * `draft_created`: who proposed what, by which channel, and the draft that it undoes or proposes once more, if any.
 * Shares no key with the apply record but `draft_id`.
 */
export const createdEvidence = (record: {
  id: string;
  tenant: string;
  draftId: string;
  type: ResourceKindName;
  createdBy: Creator;
  channel: Channel;
  createdAt: Date;
  proposedSpecDigest: string;
  follows: Follows;
}): Leaf =>
  leafOf({
    event: 'draft_created',
    id: record.id,
    tenant: record.tenant,
    subject: record.draftId,
    payload: {
      draft_id: record.draftId,
      type: record.type,
      created_by: { kind: record.createdBy.kind, id: record.createdBy.id },
      channel: record.channel,
      created_at: record.createdAt.toISOString(),
      proposed_spec_digest: record.proposedSpecDigest,
      ...linkOf(record.follows),
    },
  });

function linkOf(follows: Follows): { reverts?: string; restores?: string } {
  if (follows === null) return {};
  return follows.as === 'revert' ? { reverts: follows.draftId } : { restores: follows.draftId };
}
