import type { EvidenceRow } from '@/db/queries/evidence';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { readEntry } from '@/lib/domain/log/read-entry';

/** A stored leaf as it is shown. One whose bytes somebody changed says nothing, and is shown all the same. */
export const evidenceItemOf = (row: EvidenceRow): EvidenceItem => ({
  id: row.id,
  event: row.event,
  subject: row.subject,
  payload: readEntry(row.entry)?.payload ?? {},
  merklePosition: row.idx,
  leafHash: `sha256:${row.leaf_hash.toString('hex')}`,
  entry: row.entry.toString('base64'),
  appendedAt: row.appended_at,
});
