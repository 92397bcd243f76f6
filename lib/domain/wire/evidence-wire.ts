import { z } from 'zod';
import type { EvidenceItem } from '../evidence/evidence-item';
import { evidenceEvents } from '../evidence/leaf';
import { digest, timestamp } from './wire-values';

/** One leaf of the tenant's log: what it says, where it lies, and the exact bytes that were hashed. */
export const evidenceSchema = z.object({
  id: z.string(),
  event: z.enum(evidenceEvents),
  subject: z.string(),
  payload: z.record(z.string(), z.unknown()),
  merkle_position: z.int().describe('Place in the log, from 0, without gaps'),
  leaf_hash: digest.describe('sha256:<hex> of 0x00 and the entry, RFC 6962 section 2.1'),
  entry: z.base64().describe('The exact bytes that were hashed'),
  appended_at: timestamp,
});
export type EvidenceWire = z.infer<typeof evidenceSchema>;

/** A stored leaf, as the wire says it. */
export const toEvidenceWire = (item: EvidenceItem): EvidenceWire => ({
  id: item.id,
  event: item.event,
  subject: item.subject,
  payload: item.payload,
  merkle_position: item.merklePosition,
  leaf_hash: item.leafHash,
  entry: item.entry,
  appended_at: item.appendedAt.toISOString(),
});
