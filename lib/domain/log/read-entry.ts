import { z } from 'zod';
import { isCanonical } from '../evidence/is-canonical';

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

/** A byte order mark is a byte of the entry: it must not be skipped. */
const exactText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What the exact bytes of a leaf say; null unless they are the RFC 8785 form of a record. Untrusted input. */
export function readEntry(bytes: Uint8Array): LogEntry | null {
  try {
    const text = exactText.decode(bytes);
    const said: unknown = JSON.parse(text);
    const entry = entrySchema.safeParse(said);
    return entry.success && isCanonical(text, said) ? entry.data : null;
  } catch {
    return null;
  }
}
