import { createHash } from 'node:crypto';
import { canonicalJson } from '../evidence/canonical-json';

/** The hash that the first row of a chain follows. */
export const firstPrevHash = '0'.repeat(64);

/** One row of a chain: `entry` is what is hashed, hashes are in hex. */
export type ChainRow = {
  seq: number;
  id: string;
  entry: Record<string, unknown>;
  prevHash: string;
  entryHash: string;
};

/** A place in a chain, and the hash of the row that is or was there. */
export type ChainPlace = { seq: number; hash: string };

/** The first row that does not hold, and the field that says so. */
export type ChainBreak = {
  seq: number;
  id: string | null;
  field: 'seq' | 'prev_hash' | 'entry_hash' | 'head';
};

/** SHA-256 over the hash before it and the SHA-256 of the entry's RFC 8785 bytes, in hex. */
export function entryHashOf(prevHash: string, entry: Record<string, unknown>): string {
  const entryDigest = createHash('sha256').update(canonicalJson(entry)).digest();
  return createHash('sha256').update(Buffer.from(prevHash, 'hex')).update(entryDigest).digest('hex');
}

/**
 * Walks a chain from where it begins: the start, or the anchor that a purge left. `next` and `end` answer the break, if
 * there is one; the first is what counts.
 */
export function chainWalk(anchor: ChainPlace | null) {
  let at: ChainPlace = anchor ?? { seq: 0, hash: firstPrevHash };
  return {
    next({ seq, id, entry, prevHash, entryHash }: ChainRow): ChainBreak | null {
      const field =
        seq !== at.seq + 1 || entry['seq'] !== seq
          ? 'seq'
          : prevHash !== at.hash
            ? 'prev_hash'
            : entryHash !== entryHashOf(prevHash, entry)
              ? 'entry_hash'
              : null;
      if (field !== null) return { seq: at.seq + 1, id, field };
      at = { seq, hash: entryHash };
      return null;
    },
    /** Whether the rows end where the head says that they do: a tail that was cut off leaves the head behind. */
    end(head: ChainPlace | null): ChainBreak | null {
      const reached = head ?? { seq: 0, hash: firstPrevHash };
      if (reached.seq === at.seq && reached.hash === at.hash) return null;
      return { seq: at.seq + 1, id: null, field: 'head' };
    },
  };
}
