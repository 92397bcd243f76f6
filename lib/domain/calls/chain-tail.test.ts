import { expect, it } from 'vitest';
import { type ChainPlace, type ChainRow, entryHashOf, firstPrevHash } from './chain';
import { tailStart, walkTail } from './chain-tail';

const rows: ChainRow[] = [];
for (let seq = 1; seq <= 10; seq += 1) {
  const prevHash = rows.at(-1)?.entryHash ?? firstPrevHash;
  const entry = { seq, tool: 'draft_list' };
  rows.push({ seq, id: `call_${seq}`, entry, prevHash, entryHash: entryHashOf(prevHash, entry) });
}
const placeOf = (seq: number): ChainPlace => ({ seq, hash: rows[seq - 1]?.entryHash ?? '' });
const whole = { anchor: null, head: placeOf(10) };

/** What the database would give, with `over` in the place of a row. */
const tail = (
  ends: typeof whole | { anchor: ChainPlace; head: ChainPlace },
  most: number,
  over: Partial<ChainRow> = {},
) => {
  const after = tailStart(ends, most);
  const stored = rows.map((row) => (row.seq === over.seq ? { ...row, ...over } : row));
  return walkTail(
    ends,
    most,
    stored.filter(({ seq }) => seq > after),
  );
};

it.each([
  ['all of a short chain', whole, 50, 1],
  ['the last rows of a long one', whole, 3, 8],
  ['what a purge left', { anchor: placeOf(6), head: placeOf(10) }, 50, 7],
  ['the last of what a purge left', { anchor: placeOf(4), head: placeOf(10) }, 3, 8],
])('computes %s anew', (_, ends, most, from) => {
  expect(tail(ends, most)).toEqual({ from, to: 10, broken: null });
});

it('finds a row that was edited, one that is gone, and a tail that was cut off', () => {
  expect(tail(whole, 3, { seq: 9, entry: { seq: 9, tool: 'health_get' } }).broken).toEqual({
    seq: 9,
    id: 'call_9',
    field: 'entry_hash',
  });
  const without = (gone: (seq: number) => boolean) =>
    walkTail(
      whole,
      3,
      rows.filter(({ seq }) => seq > tailStart(whole, 3) && !gone(seq)),
    ).broken;
  expect(without((seq) => seq === 7)).toEqual({ seq: 7, id: null, field: 'seq' });
  expect(without((seq) => seq === 9)).toMatchObject({ seq: 9, field: 'seq' });
  expect(without((seq) => seq > 9)).toEqual({ seq: 10, id: null, field: 'head' });
});

it('finds nothing wrong with a chain that has no rows', () => {
  expect(walkTail({ anchor: null, head: null }, 3, [])).toEqual({ from: 1, to: 0, broken: null });
});
