import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { logOf, tenant } from '@/db/testing/log-of';
import { merkleRoot } from '@/db/testing/merkle-root';
import { hexOf } from './bytes';
import type { LogBreak } from './log-break';
import { type LogHead, type StoredLeaf, walkLog } from './walk-log';

const most = 260;
const whole = logOf(most);
const rowAt = (position: number): StoredLeaf => {
  const row = whole.rows[position];
  if (!row) throw new Error('no such row');
  return row;
};
const sizes = fc.integer({ min: 1, max: most });

function breaksOf(rows: readonly StoredLeaf[], head: LogHead, from?: LogHead): LogBreak[] {
  const walk = walkLog(tenant, from);
  return [...rows.flatMap((row) => walk.next(row).breaks), ...walk.end(head)];
}

/** The whole log with one row as it was changed to be. */
const withRow = (position: number, over: Partial<StoredLeaf>): StoredLeaf[] =>
  whole.rows.with(position, { ...rowAt(position), ...over });

const flipped = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

test('a log of any size that is what RFC 6962 makes of its entries has no break', () => {
  for (const size of [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 255, 256, 257, most]) {
    const { rows, head } = logOf(size);
    expect(breaksOf(rows, head), `size ${size}`).toEqual([]);
    const root = merkleRoot(rows.map(({ entry }) => entry)).toString('hex');
    expect(hexOf(walkLog(tenant, head).root() ?? new Uint8Array())).toBe(root);
  }
});

test('a walk goes on from where another was, and finds what is new', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: most - 1 }), (size) => {
      const first = walkLog(tenant);
      for (const row of whole.rows.slice(0, size)) first.next(row);
      const reached = first.reached();
      expect(reached).toEqual(logOf(size).head);
      expect(breaksOf(whole.rows.slice(size), whole.head, reached ?? undefined)).toEqual([]);
      const changed = withRow(most - 1, { hashes: flipped(rowAt(most - 1).hashes, 0) });
      expect(breaksOf(changed.slice(size), whole.head, reached ?? undefined)).not.toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('any changed byte of any entry or any stored hash is a break, first of all where it lies', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.constantFrom('entry', 'hashes'), (size, at, field) => {
      const position = size - 1;
      const bytes = rowAt(position)[field];
      const changed = withRow(position, { [field]: flipped(bytes, at % bytes.length) });
      const [first] = breaksOf(changed, whole.head);
      expect(first).toMatchObject({ position, id: `evd_${position}` });
    }),
    { numRuns: 100 },
  );
});

test('a changed entry is one break, not one more at every subtree above it', () => {
  const text = new TextDecoder().decode(rowAt(100).entry).replace('drf_100"', 'drf_666"');
  const changed = withRow(100, { entry: new TextEncoder().encode(text) });
  expect(breaksOf(changed, whole.head)).toEqual([{ position: 100, id: 'evd_100', field: 'leaf_hash' }]);
});

test('a subtree hash that its children do not make is named with its level', () => {
  for (const level of [1, 2, 3, 4]) {
    const changed = withRow(15, { hashes: flipped(rowAt(15).hashes, level * 32 + 5) });
    const [first] = breaksOf(changed, whole.head);
    expect(first).toEqual({ position: 15, id: 'evd_15', field: 'subtree_hash', level });
  }
});

test('a leaf that was replaced with its own hash shows at the first subtree above it', () => {
  const { entry, hashes } = rowAt(200);
  const forged = withRow(40, { entry, hashes });
  const fields = breaksOf(forged, whole.head).map(({ position, field }) => `${position} ${field}`);
  expect(fields).toEqual(['40 id', '40 subject', '41 subtree_hash']);
});

test('what an entry says beside what it is stored under is named by its field', () => {
  const others = { id: 'evd_other', event: 'draft_applied', subject: 'drf_other' };
  for (const [field, value] of Object.entries(others)) {
    const changed = withRow(7, { [field]: value });
    expect(breaksOf(changed, whole.head).map((found) => found.field)).toEqual([field]);
  }
  const [first] = walkLog('another').next(rowAt(0)).breaks;
  expect(first).toEqual({ position: 0, id: 'evd_0', field: 'tenant' });
});

test('bytes that say the same in another form are no entry', () => {
  const text = new TextDecoder().decode(rowAt(0).entry);
  const forms = [
    ` ${text}`,
    `\u{feff}${text}`,
    text.replace('ü', '\\u00fc'),
    text.replace('"v":1', '"v":1,"v":1'),
    text.replace('"v":1', '"v":2'),
    text.replace('"v":1', '"v":1,"w":1'),
    '[]',
    '',
  ];
  for (const form of forms) {
    const changed = withRow(0, { entry: new TextEncoder().encode(form) });
    expect(breaksOf(changed, whole.head)[0]).toMatchObject({ position: 0, field: 'entry' });
  }
  const notText = withRow(0, { entry: Buffer.of(0xff) });
  expect(breaksOf(notText, whole.head)[0]).toMatchObject({ field: 'entry' });
});

test('missing rows are one break that counts them, and what follows is still verified', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 70 }), (from, count) => {
      const position = Math.min(from - 1, most - 1);
      const kept = [...whole.rows.slice(0, position), ...whole.rows.slice(position + count)];
      const isTail = position + count >= most;
      expect(breaksOf(kept, whole.head)).toEqual([
        isTail ? { position, id: null, field: 'size' } : { position, id: null, field: 'position', count },
      ]);
    }),
    { numRuns: 100 },
  );
  const gap = [...whole.rows.slice(0, 10), ...whole.rows.slice(13)];
  const changed = gap.map((row) => (row.idx === 20 ? { ...row, hashes: flipped(row.hashes, 0) } : row));
  expect(breaksOf(changed, whole.head).map(({ position }) => position)).toEqual([10, 20, 21]);
});

test('two rows that were swapped are found at both places', () => {
  const [four, six] = [rowAt(4), rowAt(6)];
  const swapped = whole.rows.with(4, { ...six, idx: 4 }).with(6, { ...four, idx: 6 });
  expect(breaksOf(swapped, whole.head).map(({ position }) => position)).toEqual([5, 7]);
  const entries = whole.rows.with(4, { ...four, entry: six.entry }).with(6, { ...six, entry: four.entry });
  expect(new Set(breaksOf(entries, whole.head).map(({ position }) => position))).toEqual(new Set([4, 6]));
});

test('a row that comes twice, or with another number of hashes, is a break', () => {
  expect(breaksOf([...whole.rows, rowAt(3)], whole.head)).toEqual([
    { position: 3, id: 'evd_3', field: 'position' },
  ]);
  const short = withRow(3, { hashes: rowAt(3).hashes.subarray(0, 64) });
  expect(breaksOf(short, whole.head)).toEqual([{ position: 3, id: 'evd_3', field: 'hashes' }]);
});

test('a head that says another size or another edge is a break', () => {
  const { size, edge } = whole.head;
  expect(breaksOf(whole.rows, { size: size + 1, edge })).toEqual([
    { position: size, id: null, field: 'size' },
  ]);
  expect(breaksOf(whole.rows, { size: 12, edge })).toEqual([{ position: 12, id: null, field: 'size' }]);
  expect(breaksOf(whole.rows, { size, edge: flipped(edge, 40) })).toEqual([
    { position: size, id: null, field: 'edge' },
  ]);
});
