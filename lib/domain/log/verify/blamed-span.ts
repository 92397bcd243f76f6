import type { BulkHash } from '../bulk-hash';
import { type Bytes, sameBytes } from '../bytes';
import { inclusionSpans, type Span } from '../span';
import { treeRoot } from '../tree-root';
import type { Proofs } from './check-proofs';

type Range = Span & { leaves: readonly Bytes[] };

/**
 * The smallest stretch of a range that is known to hold what was changed. A proof that holds says what the subtrees beside
 * its leaf hash to; those that lie in the range are made again from its leaves and compared.
 */
export async function blamedSpan(
  { from, to, leaves }: Range,
  size: number,
  proofs: Proofs,
  hash: BulkHash,
): Promise<Span> {
  let blamed: Span = { from, to };
  for (const [position, hashes] of proofs) {
    for (const [at, span] of inclusionSpans(position, size).entries()) {
      const isWithin = blamed.from <= span.from && span.to <= blamed.to;
      const proved = hashes[at];
      if (!isWithin || proved === undefined) continue;
      const root = await treeRoot(leaves.slice(span.from - from, span.to - from), hash);
      if (!sameBytes(root, proved)) blamed = span;
    }
  }
  return blamed;
}
