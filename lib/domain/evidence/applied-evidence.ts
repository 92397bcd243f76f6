import type { ResourceKindName } from '../resource/resource-kind';
import { type Leaf, leafOf } from './leaf';

/** `draft_applied`: which person put which version into production. `previousDigest` is that draft's `draft_created`. */
export const appliedEvidence = (record: {
  id: string;
  tenant: string;
  draftId: string;
  appliedBy: string;
  appliedAt: Date;
  resource: { kind: ResourceKindName; id: string; version: number };
  /** Sorted codes of the flags that the person ticked; empty when the request named none. */
  acknowledgedFlags: readonly string[];
  previousDigest: string;
}): Leaf =>
  leafOf({
    event: 'draft_applied',
    id: record.id,
    tenant: record.tenant,
    subject: record.draftId,
    payload: {
      draft_id: record.draftId,
      applied_by: record.appliedBy,
      applied_at: record.appliedAt.toISOString(),
      resource_created: {
        kind: record.resource.kind,
        id: record.resource.id,
        version: record.resource.version,
      },
      acknowledged_flags: [...record.acknowledgedFlags],
      previous_digest: record.previousDigest,
    },
  });
