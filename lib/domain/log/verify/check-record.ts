import { fromBase64 } from '../base64';
import { type Bytes, hexOf } from '../bytes';
import { leafHash } from '../merkle-hash';
import { type LogEntry, readEntry } from '../read-entry';
import type { Findings } from './findings';
import { firstDifference } from './first-difference';

/** UNTRUSTED INPUT: a record as a file decodes it beside its exact bytes. */
export type SaidRecord = {
  merkle_position: number;
  id: string;
  event: string;
  subject: string;
  payload: unknown;
  leaf_hash: string;
  entry: string;
};

/** A record of which every field is what its hashed bytes say. */
export type LogRecord = {
  readonly position: number;
  readonly leaf: Bytes;
  /** What the hashed bytes say. Read again for the few that are asked: a file may hold more than fits into memory decoded. */
  readonly entry: () => LogEntry;
};

const fields = ['id', 'event', 'subject', 'payload'] as const;

/**
 * Compares a record with its entry, field by field, and its leaf hash with the entry; names the first field that differs.
 * Null when there is no telling what the entry is. Where the record lies is for the proof to say.
 */
export async function checkRecord(
  said: SaidRecord,
  { tenant, file }: { tenant: string; file?: string },
  found: Findings,
): Promise<LogRecord | null> {
  const { merkle_position: position, id } = said;
  const at = { position, id, ...(file !== undefined && { file }) };
  const bytes = fromBase64(said.entry);
  const entry = bytes && readEntry(bytes);
  if (bytes === null || entry === null) {
    return found.add({
      ...at,
      code: 'ENTRY_INVALID',
      field: 'entry',
      words: 'The entry is not the exact bytes of a record.',
    });
  }
  for (const name of fields) {
    const field = firstDifference(said[name], entry[name], name);
    if (field !== null) {
      found.add({
        ...at,
        code: 'FIELD_DIFFERS',
        field,
        words: `${field} is not what the entry says.`,
      });
    }
  }
  if (entry.tenant !== tenant) {
    found.add({
      ...at,
      code: 'FIELD_DIFFERS',
      field: 'tenant',
      words: 'The entry belongs to another log.',
    });
  }
  const leaf = await leafHash(bytes);
  if (said.leaf_hash !== `sha256:${hexOf(leaf)}`) {
    found.add({
      ...at,
      code: 'LEAF_HASH_DIFFERS',
      field: 'leaf_hash',
      words: 'leaf_hash is not the hash of the entry: one of the two was changed.',
    });
  }
  return { position, leaf, entry: () => entry };
}
