import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { merkleRoot } from '@/db/testing/merkle-root';
import { type Bytes, hexOf, utf8 } from './bytes';
import { leafHash } from './merkle-hash';
import { rangeRoot, siblingsOf } from './range-root';
import { consistencySpans, inclusionSpans, type Span } from './span';
import { hashOfSpan, nodesOfSpan } from './stored-node';
import { treeRoot } from './tree-root';
import { isConsistent } from './verify-consistency';
import { rootFromInclusion } from './verify-inclusion';

const most = 41;
const entries = Array.from({ length: most }, (_, at) => utf8(`entry ${at}`));
let leaves: Bytes[] = [];
beforeAll(async () => {
  leaves = await Promise.all(entries.map(leafHash));
});

/** The root by the other implementation, written from the RFC. */
const rootAt = (size: number): string => merkleRoot(entries.slice(0, size)).toString('hex');
const headAt = async (size: number) => ({ size, root: await treeRoot(leaves.slice(0, size)) });
const hex = (root: Bytes | null): string | null => root && hexOf(root);
const hashesOf = (spans: readonly Span[]): Promise<Bytes[]> =>
  Promise.all(spans.map(({ from, to }) => treeRoot(leaves.slice(from, to))));

const sized = fc.integer({ min: 1, max: most });
const within = fc.tuple(sized, fc.nat()).map(([size, n]) => ({ size, index: n % size }));

it('gives the root of RFC 6962 for every size', async () => {
  for (let size = 0; size <= most; size += 1) expect(hexOf((await headAt(size)).root)).toBe(rootAt(size));
});

it('builds a span from the perfect subtrees that the database keeps', async () => {
  const spans = Array.from({ length: most }, (_, size) => consistencySpans(size, most)).flat();
  for (const span of spans) {
    const nodes = nodesOfSpan(span).map(({ level, index }) => ({
      from: index * 2 ** level,
      to: (index + 1) * 2 ** level,
    }));
    expect(hexOf(await hashOfSpan(await hashesOf(nodes)))).toBe(
      hexOf(await treeRoot(leaves.slice(span.from, span.to))),
    );
  }
});

describe('rootFromInclusion', () => {
  it('leads from every leaf to the root of every tree', async () => {
    for (let size = 1; size <= most; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const hashes = await hashesOf(inclusionSpans(index, size));
        const root = await rootFromInclusion({ index, size, leaf: leaves[index] ?? utf8(''), hashes });
        expect(hex(root)).toBe(rootAt(size));
      }
    }
  });

  it('leads elsewhere, or nowhere, from another leaf, place, size or proof', async () => {
    await fc.assert(
      fc.asyncProperty(within, fc.nat(), fc.nat({ max: 255 }), async ({ size, index }, at, flip) => {
        const leaf = leaves[index] ?? utf8('');
        const hashes = await hashesOf(inclusionSpans(index, size));
        const claim = { index, size, leaf, hashes };
        const changed = hashes.map((hash, nth) =>
          nth === at % hashes.length ? bitFlipped(hash, flip) : hash,
        );
        const elsewhere = [
          { ...claim, leaf: bitFlipped(leaf, flip) },
          { ...claim, hashes: [...hashes, leaf] },
          { ...claim, index: size },
          { ...claim, index: -1 },
          { ...claim, index: index + 0.5 },
          ...(size > 1
            ? [
                { ...claim, hashes: changed },
                { ...claim, hashes: hashes.slice(1) },
              ]
            : []),
          ...(size > 1 ? [{ ...claim, index: (index + 1) % size }] : []),
        ];
        const roots = await Promise.all(elsewhere.map(rootFromInclusion));
        expect(roots.map(hex)).not.toContain(rootAt(size));
      }),
      { numRuns: 50 },
    );
  });
});

describe('isConsistent', () => {
  it('is true for every tree and every later one', async () => {
    for (let newer = 0; newer <= most; newer += 1) {
      for (let older = 0; older <= newer; older += 1) {
        const hashes = await hashesOf(consistencySpans(older, newer));
        expect(await isConsistent(await headAt(older), await headAt(newer), hashes)).toBe(true);
      }
    }
  });

  it('is false for a changed root, a changed proof, and a log that has become shorter', async () => {
    await fc.assert(
      fc.asyncProperty(sized, sized, fc.nat({ max: 255 }), async (one, another, flip) => {
        const [small, large] = [Math.min(one, another), Math.max(one, another)];
        const [older, newer] = [await headAt(small), await headAt(large)];
        const hashes = await hashesOf(consistencySpans(small, large));
        const flipped = (head: typeof older) => ({ ...head, root: bitFlipped(head.root, flip) });
        const changed = hashes.map((hash, nth) => (nth === 0 ? bitFlipped(hash, flip) : hash));
        const verdicts = await Promise.all([
          isConsistent(flipped(older), newer, hashes),
          isConsistent(older, flipped(newer), hashes),
          isConsistent(older, newer, [...hashes, older.root]),
          ...(small < large ? [isConsistent(older, newer, changed), isConsistent(newer, older, hashes)] : []),
        ]);
        expect(verdicts).not.toContain(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('rangeRoot', () => {
  it('gives the root of the whole tree and that of the tree at the end of the range', async () => {
    await fc.assert(
      fc.asyncProperty(sized, fc.nat(), fc.nat(), async (size, one, another) => {
        const ends = [one % size, another % size];
        const range = { from: Math.min(...ends), to: Math.max(...ends) + 1 };
        const proofs = {
          first: await hashesOf(inclusionSpans(range.from, size)),
          last: await hashesOf(inclusionSpans(range.to - 1, size)),
        };
        const siblings = siblingsOf(range, size, proofs) ?? new Map<string, Bytes>();
        const inRange = { ...range, leaves: leaves.slice(range.from, range.to) };
        const shorter = { ...inRange, leaves: inRange.leaves.slice(1) };
        expect(hex(await rangeRoot(inRange, size, siblings))).toBe(rootAt(size));
        expect(hex(await rangeRoot(inRange, range.to, siblings))).toBe(rootAt(range.to));
        expect(hex(await rangeRoot(shorter, size, siblings))).not.toBe(rootAt(size));
        expect(siblingsOf(range, size, { ...proofs, last: [...proofs.last, utf8('')] })).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('gives another root when two leaves have changed places', async () => {
    const [first, second, ...rest] = leaves;
    const swapped = [second, first, ...rest].filter((leaf) => leaf !== undefined);
    const root = await rangeRoot({ from: 0, to: most, leaves: swapped }, most, new Map());
    expect(hex(root)).not.toBe(rootAt(most));
  });
});

function bitFlipped(bytes: Bytes, bit: number): Bytes {
  const changed = bytes.slice();
  const at = Math.floor(bit / 8) % bytes.length;
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8));
  return changed;
}
