import { type BulkHash, webBulkHash } from './bulk-hash';
import type { Bytes } from './bytes';
import { emptyRoot } from './merkle-hash';

/**
 * MTH of RFC 6962 section 2.1 over leaf hashes, level by level: a node without a neighbour rises as it is, which gives
 * the same tree as splitting at the largest power of two.
 */
export async function treeRoot(leaves: readonly Bytes[], hash: BulkHash = webBulkHash): Promise<Bytes> {
  let level = leaves;
  while (level.length > 1) level = await above(level, hash);
  return level[0] ?? (await emptyRoot());
}

/** How many hashes are asked for at once. */
const chunk = 2048;

async function above(level: readonly Bytes[], hash: BulkHash): Promise<Bytes[]> {
  const paired = level.length - (level.length % 2);
  const parents: Bytes[] = [];
  for (let at = 0; at < paired; at += 2 * chunk) {
    parents.push(...(await hash.parents(level.slice(at, Math.min(at + 2 * chunk, paired)))));
  }
  return [...parents, ...level.slice(paired)];
}
