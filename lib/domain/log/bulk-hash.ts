import type { Bytes } from './bytes';
import { hashLength, leafHash, nodeHash } from './merkle-hash';

/** Hashes of RFC 6962 section 2.1, many at once: who verifies says how their machine is quickest at it. */
export type BulkHash = {
  /** `leafHash` of each entry. */
  leaves: (entries: readonly Uint8Array[]) => Promise<Bytes[]>;
  /** `nodeHash` of the first and the second, of the third and the fourth, and so on: an even number of them. */
  parents: (level: readonly Uint8Array[]) => Promise<Bytes[]>;
};

/** WebCrypto has no hash without waiting: all that are asked for are in flight together. */
export const webBulkHash: BulkHash = {
  leaves: async (entries) => packed(await Promise.all(entries.map(leafHash))),
  parents: async (level) =>
    packed(await Promise.all(pairsIn(level).map(([left, right]) => nodeHash(left, right)))),
};

/** The same hashes in one piece of memory: a buffer of its own costs each of them ten times its size. */
export function packed(hashes: readonly Uint8Array[]): Bytes[] {
  const piece = new Uint8Array(hashes.length * hashLength);
  return hashes.map((hash, nth) => {
    piece.set(hash, nth * hashLength);
    return piece.subarray(nth * hashLength, (nth + 1) * hashLength);
  });
}

/** Neighbours, two by two. */
export function pairsIn(level: readonly Uint8Array[]): [left: Uint8Array, right: Uint8Array][] {
  const pairs: [Uint8Array, Uint8Array][] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left === undefined || right === undefined) throw new Error('a node has two children');
    pairs.push([left, right]);
  }
  return pairs;
}
