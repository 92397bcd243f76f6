import { expect, test } from 'vitest';
import type { Change } from '@/lib/domain/draft/change';
import { byConsequence } from './by-consequence';
import { environmentMove } from './environment-move';

const change = (over: Partial<Change>): Change => ({
  field: 'name',
  label: 'Name',
  kind: 'changed',
  before: 'a',
  after: 'b',
  beforeFull: null,
  afterFull: null,
  words: 'Name a → b',
  tier: 'low',
  flags: [],
  ...over,
});

test('flagged changes come first, then high, medium and low', () => {
  const changed = [
    change({ field: 'low' }),
    change({ field: 'high', tier: 'high' }),
    change({ field: 'medium', tier: 'medium' }),
    change({ field: 'flagged', flags: ['new-domain'] }),
  ];
  expect(byConsequence(changed).map(({ field }) => field)).toEqual(['flagged', 'high', 'medium', 'low']);
});

test('a move between environments names both sides', () => {
  const moved = [change({ field: 'environment', before: 'production', after: 'staging' })];
  expect(environmentMove({ changes: { changed: moved, unchanged: [] } })).toBe('production → staging');
  const created = [change({ field: 'environment', before: null, after: 'production' })];
  expect(environmentMove({ changes: { changed: created, unchanged: [] } })).toBeNull();
});
