import type { Bytes } from './bytes';
import { hashLength, nodeHash } from './merkle-hash';
import type { Span } from './span';

/** The root of the perfect subtree over leaves [index·2^level, (index+1)·2^level). */
export type Node = { readonly level: number; readonly index: number };

/**
 * Where the database keeps a node: the row of the leaf that completed the subtree holds its own leaf hash and behind it
 * every subtree root that it completed, one level after another.
 */
export const placeOfNode = ({ level, index }: Node): { row: number; offset: number } => ({
  row: (index + 1) * 2 ** level - 1,
  offset: level * hashLength,
});

/** The perfect subtrees that a span of a tree consists of, the largest first. */
export function nodesOfSpan({ from, to }: Span): Node[] {
  const nodes: Node[] = [];
  let at = from;
  while (at < to) {
    const level = Math.floor(Math.log2(to - at));
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The hash of a span from the hashes of its perfect subtrees, the largest first. */
export async function hashOfSpan(hashes: readonly Bytes[]): Promise<Bytes> {
  const [last, ...before] = hashes.toReversed();
  if (last === undefined) throw new Error('a span holds at least one leaf');
  let hash = last;
  for (const left of before) hash = await nodeHash(left, hash);
  return hash;
}
