import { expect, it } from 'vitest';
import { fromBase64 } from './base64';
import type { Bytes } from './bytes';
import vectors from './testdata/merkle-vectors.json' with { type: 'json' };
import { isConsistent } from './verify-consistency';
import { rootFromInclusion } from './verify-inclusion';

const bytes = (text: string): Bytes => fromBase64(text) ?? expect.fail(`${text} is not base64`);
const same = (one: Bytes | null, other: Bytes) => one !== null && Buffer.compare(one, other) === 0;

/** There it is an error to prove nothing; here every tree extends the empty one, as C2SP tlog-witness has it. */
const fromEmpty = 'testdata/consistency/additional/size1-is-zero-and-size2-is-not-zero.json';

it('was given every kind of proof that holds, and of one that does not', () => {
  expect([vectors.inclusion.length, vectors.consistency.length]).toEqual([37, 40]);
  expect(vectors.inclusion.filter(({ wantErr }) => !wantErr)).toHaveLength(5);
  expect(vectors.consistency.filter(({ wantErr }) => !wantErr)).toHaveLength(5);
});

it.each(vectors.inclusion)('answers $path as transparency-dev/merkle does', async (given) => {
  const root = await rootFromInclusion({
    index: given.leafIdx,
    size: given.treeSize,
    leaf: bytes(given.leafHash),
    hashes: given.proof.map(bytes),
  });
  expect(same(root, bytes(given.root))).toBe(!given.wantErr);
});

it.each(vectors.consistency)('answers $path as transparency-dev/merkle does', async (given) => {
  const older = { size: given.size1, root: bytes(given.root1) };
  const newer = { size: given.size2, root: bytes(given.root2) };
  expect(await isConsistent(older, newer, given.proof.map(bytes))).toBe(
    !given.wantErr || given.path === fromEmpty,
  );
});
