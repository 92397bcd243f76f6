import { type Bytes } from './bytes';
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

/**
 * The root of a tree of `size` leaves from the leaf hashes of the range [from, to) and the subtrees beside it. With
 * `size` = `to` it is the root that the log had when the range ended. Null when a subtree is missing.
 */
export async function rangeRoot(
  range: Span & { leaves: readonly Bytes[] },
  size: number,
  siblings: Siblings,
): Promise<Bytes | null> {
  const { from, to, leaves } = range;

  async function rootOf(span: Span): Promise<Bytes | null> {
    if (span.to <= from || span.from >= to) return siblings.get(keyOf(span)) ?? null;
    if (from <= span.from && span.to <= to) return treeRoot(leaves.slice(span.from - from, span.to - from));
    const middle = middleOf(span);
    const left = await rootOf({ from: span.from, to: middle });
    const right = await rootOf({ from: middle, to: span.to });
    return left && right && nodeHash(left, right);
  }

  return rootOf({ from: 0, to: size });
}

const keyOf = ({ from, to }: Span): string => `${from}-${to}`;
