import { expect, it } from 'vitest';
import { type ChainRow, chainWalk, entryHashOf, firstPrevHash } from './chain';

function chainOf(length: number, after = { seq: 0, hash: firstPrevHash }): ChainRow[] {
  const rows: ChainRow[] = [];
  for (let { seq, hash: prevHash } = after; rows.length < length; ) {
    seq += 1;
    const entry = { id: `call_${seq}`, seq, tool: 'draft_list' };
    const entryHash = entryHashOf(prevHash, entry);
    rows.push({ seq, id: entry.id, entry, prevHash, entryHash });
    prevHash = entryHash;
  }
  return rows;
}

function verdict(
  rows: readonly ChainRow[],
  head: ChainRow | undefined,
  anchor = { seq: 0, hash: firstPrevHash },
) {
  const walk = chainWalk(anchor);
  for (const row of rows) {
    const broken = walk.next(row);
    if (broken) return broken;
  }
  return walk.end(head ? { seq: head.seq, hash: head.entryHash } : null);
}

const sound = chainOf(5);
const changed = (at: number, change: Partial<ChainRow>) =>
  sound.map((row, index) => (index === at ? { ...row, ...change } : row));
const entryOf = (at: number) => sound[at]?.entry ?? {};

it('holds a chain from its start and from an anchor', () => {
  expect(verdict(sound, sound[4])).toBeNull();
  expect(verdict([], undefined)).toBeNull();
  const anchor = { seq: 2, hash: sound[1]?.entryHash ?? '' };
  expect(verdict(sound.slice(2), sound[4], anchor)).toBeNull();
});

it.each([
  ['an edited field', changed(2, { entry: { ...entryOf(2), tool: 'draft_show' } }), 3, 'entry_hash'],
  ['an added field', changed(2, { entry: { ...entryOf(2), model: 'm' } }), 3, 'entry_hash'],
  ['another predecessor', changed(3, { prevHash: firstPrevHash }), 4, 'prev_hash'],
  ['a row that is gone', sound.toSpliced(1, 1), 2, 'seq'],
  ['a row twice', sound.toSpliced(2, 0, ...sound.slice(1, 2)), 3, 'seq'],
  ['rows that changed places', sound.toSpliced(1, 2, ...sound.slice(1, 3).toReversed()), 2, 'seq'],
  ['a tail that was cut off', sound.slice(0, 4), 5, 'head'],
  ['everything cut off', [], 1, 'head'],
] as const)('finds %s', (_, rows, seq, field) => {
  expect(verdict(rows, sound[4])).toMatchObject({ seq, field });
});

it('finds an anchor that is not the row before', () => {
  expect(verdict(sound.slice(2), sound[4], { seq: 2, hash: firstPrevHash })).toMatchObject({
    seq: 3,
    field: 'prev_hash',
  });
});
