import { type BulkHash, webBulkHash } from './bulk-hash';
import type { Bytes } from './bytes';
import { nodeHash } from './merkle-hash';
import { inclusionSpans, middleOf, type Span } from './span';
import { treeRoot } from './tree-root';

/** Hashes of subtrees outside a range, by the leaves that they stand for. */
export type Siblings = ReadonlyMap<string, Bytes>;

/**
 * The subtrees on both sides of the range [from, to) of a tree: all are in the inclusion proofs of its first and of its
 * last leaf. Null when a proof has not exactly the hashes that it needs.
 */
export function siblingsOf(
  range: Span,
  size: number,
  proofs: { first: readonly Bytes[]; last: readonly Bytes[] },
): Siblings | null {
  const first = inclusionSpans(range.from, size);
  const last = inclusionSpans(range.to - 1, size);
  if (first.length !== proofs.first.length || last.length !== proofs.last.length) return null;
  const siblings = new Map<string, Bytes>();
  const keep = (spans: readonly Span[], hashes: readonly Bytes[], isOutside: (span: Span) => boolean) => {
    for (const [at, hash] of hashes.entries()) {
      const span = spans[at];
      if (span && isOutside(span)) siblings.set(keyOf(span), hash);
    }
  };
  keep(first, proofs.first, ({ to }) => to <= range.from);
  keep(last, proofs.last, ({ from }) => from >= range.to);
  return siblings;
}

/** How many leaves are made into one subtree between two calls of `onLeaves`. */
const block = 8192;

type RangeOptions = {
  hash: BulkHash;
  /** Hears of each stretch of the range that is done. */
  onLeaves: (count: number) => void;
};

/**
 * The root of a tree of `size` leaves from the leaf hashes of the range [from, to) and the subtrees beside it. A smaller
 * `size` gives the root that the log had then: any up to `to`, as far as the subtrees left of the range reach. Null when a
 * subtree is missing.
 */
export async function rangeRoot(
  range: Span & { leaves: readonly Bytes[] },
  size: number,
  siblings: Siblings,
  { hash = webBulkHash, onLeaves = () => {} }: Partial<RangeOptions> = {},
): Promise<Bytes | null> {
  const { from, to, leaves } = range;

  async function rootOf(span: Span): Promise<Bytes | null> {
    if (isBeside(span)) return siblings.get(keyOf(span)) ?? null;
    if (from <= span.from && span.to <= to && span.to - span.from <= block) return rootWithin(span);
    const middle = middleOf(span);
    const left = await rootOf({ from: span.from, to: middle });
    const right = left && (await rootOf({ from: middle, to: span.to }));
    return left && right && nodeHash(left, right);
  }

  /** Right of the range as the proofs name it; left of it too, but for the end of a smaller tree, which is made of what they name. */
  const isBeside = (span: Span): boolean =>
    span.from >= to || (span.to <= from && (isPerfect(span) || siblings.has(keyOf(span))));

  async function rootWithin(span: Span): Promise<Bytes> {
    const root = await treeRoot(leaves.slice(span.from - from, span.to - from), hash);
    onLeaves(span.to - span.from);
    return root;
  }

  return rootOf({ from: 0, to: size });
}

const isPerfect = ({ from, to }: Span): boolean => Number.isInteger(Math.log2(to - from));

const keyOf = ({ from, to }: Span): string => `${from}-${to}`;
