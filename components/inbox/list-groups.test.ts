import { expect, it } from 'vitest';
import type { FrozenRow } from './frozen-rows';
import { listGroups } from './list-groups';

const row = (id: string, kind: 'agent' | 'human', creator: string) =>
  ({ draft: { id, createdBy: { kind, id: creator } }, ghost: false }) as FrozenRow;
const rows = [row('one', 'human', 'me'), row('two', 'agent', 'key'), row('three', 'human', 'you')];
const reader = { status: 'pending', role: 'reviewer', personId: 'me', othersDecide: true } as const;

const seen = (change: Partial<Parameters<typeof listGroups>[1]> = {}) =>
  listGroups(rows, { ...reader, ...change }).map((group) => [
    group.title,
    ...group.rows.map(({ draft }) => draft.id),
  ]);

it('counts nothing as a reviewer’s turn that somebody else must apply', () => {
  expect(seen()).toEqual([
    ['Your turn', 'two', 'three'],
    ['Waiting for others', 'one'],
  ]);
});

it('is one group where nobody else decides, for who decides nothing, and of decided drafts', () => {
  const all = ['one', 'two', 'three'];
  expect(seen({ othersDecide: false })).toEqual([['Your turn', ...all]]);
  expect(seen({ role: 'operator' })).toEqual([['Waiting for a reviewer', ...all]]);
  expect(seen({ status: 'applied' })).toEqual([['Applied', ...all]]);
});
