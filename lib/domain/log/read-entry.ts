import { z } from 'zod';
import { readCanonical } from '../evidence/read-canonical';
import { utf8Text } from './utf8-text';

const entrySchema = z.strictObject({
  v: z.literal(1),
  tenant: z.string(),
  id: z.string(),
  event: z.string(),
  subject: z.string(),
  payload: z.record(z.string(), z.unknown()),
});

/** What a leaf says. */
export type LogEntry = z.infer<typeof entrySchema>;

/** UNTRUSTED INPUT: what the exact bytes of a leaf say; null unless they are the RFC 8785 form of a record. */
export function readEntry(bytes: Uint8Array): LogEntry | null {
  const text = utf8Text(bytes);
  return text === null ? null : readCanonical(text, entrySchema);
}
