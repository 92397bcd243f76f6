import { type Leaf, leafOf } from './leaf';

/** `calls_purged`: the oldest calls of the log are no longer kept, how many and up to which, and the hash that the rest follows. */
export const callsPurgedEvidence = (record: {
  id: string;
  tenant: string;
  purgedAt: Date;
  removed: number;
  throughSeq: number;
  anchorHash: string;
}): Leaf =>
  leafOf({
    event: 'calls_purged',
    id: record.id,
    tenant: record.tenant,
    subject: 'call_log',
    payload: {
      calls_purged_at: record.purgedAt.toISOString(),
      removed: record.removed,
      through_seq: record.throughSeq,
      anchor_hash: record.anchorHash,
    },
  });
