import { z } from 'zod';
import { evidenceSchema } from './evidence-wire';

/** Where a leaf lies in a signed tree, and the hashes that lead from it to the signed root. */
export const inclusionProofSchema = z.object({
  index: z.int().describe('Position of the leaf: merkle_position'),
  size: z.int().describe('Leaves in the signed tree'),
  hashes: z
    .array(z.base64())
    .describe('The inclusion proof, from the leaf’s sibling up (RFC 6962 section 2.1.1)'),
  checkpoint: z.string().describe('The signed tree head, a C2SP signed note'),
  verifier_key: z.string().describe('The key that signed it; compare it with one that you got elsewhere'),
});

/** One record, its proof, and both as a file that other programs verify offline. */
export const evidenceProofSchema = z.object({
  evidence: evidenceSchema,
  proof: inclusionProofSchema,
  tlog_proof: z.string().describe('c2sp.org/tlog-proof@v1, whose extra data is the exact entry'),
});
