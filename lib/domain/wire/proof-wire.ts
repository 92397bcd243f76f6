import { z } from 'zod';
import type { EvidenceItem } from '../evidence/evidence-item';
import { toBase64 } from '../log/base64';
import type { Bytes } from '../log/bytes';
import { formatTlogProof } from '../log/tlog-proof';
import { evidenceSchema, toEvidenceWire } from './evidence-wire';
import { timestamp } from './wire-values';

const checkpoint = z.string().describe('The newest signed head of the log, a C2SP signed note');
const verifierKey = z.string().describe('The key that signed it; compare it with one that you got elsewhere');
const hashes = z.array(z.base64());

/** Where a leaf lies in a signed tree, and the hashes that lead from it to the signed root. */
export const inclusionProofSchema = z.object({
  index: z.int().describe('Position of the leaf: merkle_position'),
  size: z.int().describe('Leaves of the signed tree'),
  hashes: hashes.describe('The inclusion proof, from the leaf’s sibling up (RFC 6962 section 2.1.1)'),
  checkpoint,
  verifier_key: verifierKey,
});

/** One record, its proof, and both as a file that other programs verify offline. */
export const evidenceProofSchema = z.object({
  evidence: evidenceSchema,
  proof: inclusionProofSchema,
  tlog_proof: z.string().describe('c2sp.org/tlog-proof@v1, whose extra data is the exact entry'),
});

/** That the tree of `to` leaves holds the tree of `from` leaves unchanged. */
export const consistencySchema = z.object({
  from: z.int(),
  to: z.int(),
  hashes: hashes.describe('The consistency proof (RFC 6962 section 2.1.2)'),
  checkpoint,
  verifier_key: verifierKey,
});

/** The signed head of a log, and what verifies it. */
export const logSchema = z.object({
  origin: z.string().describe('Name of the log: the address of its tiles without https://'),
  verifier_key: verifierKey,
  size: z.int().describe('How many records the signed log has'),
  root: z.base64().describe('Root of its tree (RFC 6962 section 2.1)'),
  checkpoint,
  signed_at: timestamp,
  verified_to: z
    .int()
    .nullable()
    .describe(
      'How many records this process has recomputed, up to the signed root; null where they do not give it',
    ),
  verified_at: timestamp.nullable(),
  broken: z
    .object({ code: z.string(), message: z.string(), since: timestamp })
    .nullable()
    .describe('What does not hold, where something does not'),
});

type Signed = { size: number; note: string; verifierKey: string; signedAt: Date };
export type Proved = {
  item: EvidenceItem;
  /** The exact bytes that were hashed. */
  entry: Bytes;
  hashes: readonly Bytes[];
  checkpoint: Signed;
};

/** An inclusion proof, as the wire says it. */
export const toInclusionProof = ({ item, hashes: path, checkpoint: signed }: Proved) => ({
  index: item.merklePosition,
  size: signed.size,
  hashes: path.map(toBase64),
  checkpoint: signed.note,
  verifier_key: signed.verifierKey,
});

/** The same as a file of C2SP tlog-proof. */
export const toTlogProof = ({ item, entry, hashes: path, checkpoint: signed }: Proved): string =>
  formatTlogProof({ extra: entry, index: item.merklePosition, hashes: path, checkpoint: signed.note });

/** A record with its proof, in both forms. */
export const toEvidenceProof = (proved: Proved) => ({
  evidence: toEvidenceWire(proved.item),
  proof: toInclusionProof(proved),
  tlog_proof: toTlogProof(proved),
});
