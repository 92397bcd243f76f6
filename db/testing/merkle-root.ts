import { createHash } from 'node:crypto';

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

export const leafHash = (entry: Uint8Array): Buffer => sha256(Buffer.of(0), entry);

/** MTH of RFC 6962 section 2.1, written from the RFC: the other implementation that the database is compared with. */
export function merkleRoot(entries: readonly Uint8Array[]): Buffer {
  if (entries.length === 0) return sha256();
  const [only] = entries;
  if (entries.length === 1 && only) return leafHash(only);
  let split = 1;
  while (split * 2 < entries.length) split *= 2;
  return sha256(Buffer.of(1), merkleRoot(entries.slice(0, split)), merkleRoot(entries.slice(split)));
}

/** The root that a right edge (popcount(size) hashes, largest subtree first) stands for. */
export function rootOfEdge(edge: Buffer): Buffer {
  const hashes = Array.from({ length: edge.length / 32 }, (_, at) => edge.subarray(at * 32, at * 32 + 32));
  const last = hashes.pop() ?? sha256();
  return hashes.reduceRight((right: Buffer, left) => sha256(Buffer.of(1), left, right), Buffer.from(last));
}
