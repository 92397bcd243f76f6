import type { BulkHash } from '../bulk-hash';
import { bundleNames } from '../bundle/bundle-names';
import { type Bytes, sameBytes } from '../bytes';
import { emptyRoot } from '../merkle-hash';
import { rangeRoot, type Siblings, siblingsOf } from '../range-root';
import type { Span } from '../span';
import { blamedSpan } from './blamed-span';
import type { SignedHead } from './check-checkpoint';
import type { Proofs } from './check-proofs';
import type { LogRecord } from './check-record';
import type { Findings } from './findings';

/** The leaves of a stretch of the log that the signed tree was proved to hold, and what lies beside them. */
export type ProvedRange = Span & { readonly leaves: readonly Bytes[]; readonly siblings: Siblings };

/**
 * Makes the signed root again, from all leaves of the range and the subtrees on both sides of it. When another comes out,
 * the smallest stretch that can be blamed is named.
 */
export async function checkRange(
  { from, to }: Span,
  { records, proofs }: { records: readonly LogRecord[]; proofs: Proofs },
  head: SignedHead,
  found: Findings,
  { hash, onLeaves }: { hash: BulkHash; onLeaves: (count: number) => void },
): Promise<ProvedRange | null> {
  const file = bundleNames.evidence;
  const leaves = records.map(({ leaf }) => leaf);
  if (from === to) return checkEmpty(head, found);
  // What is missing was named when the lines were read.
  if (leaves.length !== to - from) return null;
  const [first, last] = [proofs.get(from), proofs.get(to - 1)];
  const siblings = first && last ? siblingsOf({ from, to }, head.size, { first, last }) : null;
  const root = siblings && (await rangeRoot({ from, to, leaves }, head.size, siblings, { hash, onLeaves }));
  if (siblings && root && sameBytes(root, head.root)) return { from, to, leaves, siblings };
  const span = await blamedSpan({ from, to, leaves }, head.size, proofs, hash);
  return found.add({
    code: 'ROOT_DIFFERS',
    file,
    position: span.from,
    words: blame(span, siblings !== null),
  });
}

function blame({ from, to }: Span, isProvedAtEnds: boolean): string {
  if (!isProvedAtEnds) return `The signed root cannot be made again from positions ${from} to ${to - 1}.`;
  if (to - from === 1) return 'This record is not the one that was signed here.';
  return `Positions ${from} to ${to - 1} do not hold what was signed: a record among them was changed, moved or replaced.`;
}

/** Only an empty log has nothing to show. */
async function checkEmpty(head: SignedHead, found: Findings): Promise<ProvedRange | null> {
  if (head.size === 0 && sameBytes(head.root, await emptyRoot())) {
    return { from: 0, to: 0, leaves: [], siblings: new Map() };
  }
  return found.add({
    code: 'NOTHING_VERIFIED',
    words: 'The file holds no record of a log that is not empty.',
  });
}
