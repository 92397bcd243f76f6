import { expect, it } from 'vitest';
import { merkleRoot } from '@/db/testing/merkle-root';
import { hexOf, utf8 } from './bytes';
import { inclusionPath } from './inclusion-path';
import { leafHash } from './merkle-hash';
import { inclusionSpans } from './span';
import { treeRoot } from './tree-root';

const entries = Array.from({ length: 11 }, (_, at) => utf8(`entry ${at}`));

it('goes from the leaf to the root in pairs, each of which is the half of the pair above', async () => {
  const leaves = await Promise.all(entries.map(leafHash));
  for (const [index, leaf] of leaves.entries()) {
    const hashes = await Promise.all(
      inclusionSpans(index, leaves.length).map(({ from, to }) => treeRoot(leaves.slice(from, to))),
    );
    const { steps, root } = await inclusionPath({ index, size: leaves.length, leaf, hashes });
    expect({ ...root, hash: hexOf(root.hash) }).toEqual({
      from: 0,
      to: leaves.length,
      hash: merkleRoot(entries).toString('hex'),
    });
    for (const { left, right, recordIs } of steps) {
      const own = recordIs === 'left' ? left : right;
      expect(left.to).toBe(right.from);
      expect(own.from <= index && index < own.to).toBe(true);
      expect(hexOf(own.hash)).toBe(hexOf(await treeRoot(leaves.slice(own.from, own.to))));
    }
  }
});
