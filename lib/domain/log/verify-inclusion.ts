import type { Bytes } from './bytes';
import { nodeHash } from './merkle-hash';
import { inclusionSpans } from './span';

/** What an inclusion proof claims: `leaf` is the hash of entry `index` of a tree of `size` leaves. */
export type Inclusion = { index: number; size: number; leaf: Bytes; hashes: readonly Bytes[] };

/**
 * RFC 9162 section 2.1.3.2: the root that the proof leads to, which the caller compares with a signed one. Null when the
 * proof has not exactly the hashes that this leaf of this tree needs. All of it comes from outside.
 */
export async function rootFromInclusion({ index, size, leaf, hashes }: Inclusion): Promise<Bytes | null> {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return null;
  const spans = inclusionSpans(index, size);
  if (spans.length !== hashes.length) return null;
  let root = leaf;
  for (const [at, hash] of hashes.entries()) {
    const isLeft = (spans[at]?.to ?? 0) <= index;
    root = isLeft ? await nodeHash(hash, root) : await nodeHash(root, hash);
  }
  return root;
}
