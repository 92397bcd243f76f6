import { z } from 'zod';

/** Of a leaf; C2SP tlog-tiles counts them in 16 bits. */
const largestEntry = 65_535;
/** A line says its leaf twice: in base64, and decoded. */
export const largestLine = 4 * largestEntry;

/** One line of `evidence.ndjson`, as RFC 8785 bytes. Events are text, so that what comes later can be verified today. */
export const evidenceLineSchema = z.strictObject({
  merkle_position: z.int().nonnegative(),
  id: z.string().regex(/^[\w-]{1,100}$/),
  event: z.string().regex(/^[a-z][a-z0-9_]{0,99}$/),
  subject: z.string().max(1000),
  payload: z.record(z.string(), z.unknown()),
  leaf_hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** Base64 of the exact bytes that were hashed. */
  entry: z.base64().max(Math.ceil(largestEntry / 3) * 4),
});
export type EvidenceLine = z.infer<typeof evidenceLineSchema>;
