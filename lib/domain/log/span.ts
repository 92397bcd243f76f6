/** The leaves from `from` up to but not including `to`. */
export type Span = { readonly from: number; readonly to: number };

/** Where RFC 6962 section 2.1 splits: behind the largest power of two of leaves that leaves some for the right. */
export function middleOf({ from, to }: Span): number {
  let left = 1;
  while (left * 2 < to - from) left *= 2;
  return from + left;
}

/** PATH of RFC 6962 section 2.1.1: the subtrees whose hashes prove leaf `index`, from its sibling up to the root's child. */
export function inclusionSpans(index: number, size: number): Span[] {
  return pathIn({ from: 0, to: size }, index);
}

function pathIn(tree: Span, index: number): Span[] {
  if (tree.to - tree.from <= 1) return [];
  const middle = middleOf(tree);
  const left = { from: tree.from, to: middle };
  const right = { from: middle, to: tree.to };
  return index < middle ? [...pathIn(left, index), right] : [...pathIn(right, index), left];
}

/** PROOF of RFC 6962 section 2.1.2: the subtrees whose hashes prove that the tree of `newer` leaves extends that of `older`. */
export function consistencySpans(older: number, newer: number): Span[] {
  return older === 0 ? [] : subproof({ from: 0, to: newer }, older, true);
}

function subproof(tree: Span, older: number, isWhole: boolean): Span[] {
  if (older === tree.to) return isWhole ? [] : [tree];
  const middle = middleOf(tree);
  const left = { from: tree.from, to: middle };
  const right = { from: middle, to: tree.to };
  return older <= middle
    ? [...subproof(left, older, isWhole), right]
    : [...subproof(right, older, false), left];
}
