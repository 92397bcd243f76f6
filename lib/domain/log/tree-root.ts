import type { Bytes } from './bytes';
import { emptyRoot, nodeHash } from './merkle-hash';

/**
 * MTH of RFC 6962 section 2.1 over leaf hashes, level by level: a node without a neighbour rises as it is, which gives
 * the same tree as splitting at the largest power of two.
 */
export async function treeRoot(leaves: readonly Bytes[]): Promise<Bytes> {
  let level = leaves;
  while (level.length > 1) level = await parentsOf(level);
  return level[0] ?? (await emptyRoot());
}

/** How many hashes are asked for at once. */
const chunk = 2048;

async function parentsOf(level: readonly Bytes[]): Promise<Bytes[]> {
  const parents: Bytes[] = [];
  for (let at = 0; at < level.length; at += 2 * chunk) {
    const pairs = pairsOf(level.slice(at, at + 2 * chunk));
    parents.push(...(await Promise.all(pairs.map(([left, right]) => parentOf(left, right)))));
  }
  return parents;
}

const parentOf = async (left: Bytes, right: Bytes | undefined): Promise<Bytes> =>
  right ? nodeHash(left, right) : left;

function pairsOf(level: readonly Bytes[]): [Bytes, Bytes | undefined][] {
  return level.flatMap((left, at) => (at % 2 === 0 ? [[left, level[at + 1]]] : []));
}
