import { createHash } from 'node:crypto';
import { type Bytes, concat } from '@/lib/domain/log/bytes';
import { readEntry } from '@/lib/domain/log/read-entry';

/** A leaf as the database keeps it. */
export type StoredRow = {
  idx: number;
  id: string;
  event: string;
  subject: string;
  entry: Uint8Array;
  hashes: Uint8Array;
};

const sha256 = (...parts: Uint8Array[]): Bytes => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** The rows of a log of these entries, with the hashes that appending them one after another stores. */
export function storedRows(entries: readonly Uint8Array[]): StoredRow[] {
  const edge: Bytes[] = [];
  return entries.map((entry, idx) => {
    const completed = [sha256(Uint8Array.of(0), entry)];
    for (let rest = idx; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = edge.pop() ?? new Uint8Array();
      completed.push(sha256(Uint8Array.of(1), left, completed.at(-1) ?? left));
    }
    edge.push(completed.at(-1) ?? new Uint8Array());
    const { id = '', event = '', subject = '' } = readEntry(entry) ?? {};
    return { idx, id, event, subject, entry, hashes: concat(...completed) };
  });
}
