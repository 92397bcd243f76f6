import { z } from 'zod';
import { evidenceLineSchema } from '../bundle/evidence-line';
import { strictJson } from './strict-json';

const hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** What `GET /api/v1/evidence/{id}/proof` and the MCP tool `evidence_get` answer, and nothing besides. */
const proofDocumentSchema = z.strictObject({
  evidence: evidenceLineSchema.extend({
    /** Not in the entry: when the database wrote the row. Nobody vouches for it. */
    appended_at: z.iso.datetime({ precision: 3 }),
  }),
  proof: z.strictObject({
    index: z.int().nonnegative(),
    size: z.int().nonnegative(),
    hashes: z.array(hash).max(53),
    checkpoint: z.string().max(100_000),
    verifier_key: z.string().max(1000),
  }),
  /** Not over MCP: a model reads the proof once. */
  tlog_proof: z.string().max(300_000).optional(),
});
export type ProofDocument = z.infer<typeof proofDocumentSchema>;

/** UNTRUSTED INPUT: the answer as it was saved, however it was indented; null when it is none. */
export const readProofDocument = (text: string): ProofDocument | null =>
  proofDocumentSchema.safeParse(strictJson(text)).data ?? null;
