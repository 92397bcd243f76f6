import type { Bytes } from './bytes';
import { nodeHash } from './merkle-hash';
import { inclusionSpans, type Span } from './span';
import type { Inclusion } from './verify-inclusion';

/** A subtree and its hash. */
export type Subtree = Span & { readonly hash: Bytes };

/** Two subtrees side by side, which hash into the one above: one holds the record, the other is in the proof. */
export type PathStep = {
  readonly left: Subtree;
  readonly right: Subtree;
  readonly recordIs: 'left' | 'right';
};

/** An inclusion proof as a way up: the record's leaf, each pair that is hashed, and the root that they lead to. */
export type InclusionPath = {
  readonly leaf: Subtree;
  readonly steps: readonly PathStep[];
  readonly root: Subtree;
};

/** RFC 6962 section 2.1.1, step by step, of a proof that was verified. */
export async function inclusionPath({ index, size, leaf, hashes }: Inclusion): Promise<InclusionPath> {
  const start: Subtree = { from: index, to: index + 1, hash: leaf };
  const steps: PathStep[] = [];
  let own = start;
  for (const [at, span] of inclusionSpans(index, size).entries()) {
    const hash = hashes[at];
    if (hash === undefined) throw new Error('a verified proof has every hash');
    const isLeft = span.to <= index;
    const [left, right] = isLeft ? [{ ...span, hash }, own] : [own, { ...span, hash }];
    steps.push({ left, right, recordIs: isLeft ? 'right' : 'left' });
    own = { from: left.from, to: right.to, hash: await nodeHash(left.hash, right.hash) };
  }
  return { leaf: start, steps, root: own };
}
