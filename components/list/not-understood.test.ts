import { createLoader, createSerializer } from 'nuqs/server';
import { describe, expect, it } from 'vitest';
import { inboxFilters } from '../inbox/inbox-filters';
import { countNotUnderstood, type ListQuery } from './not-understood';

const filters = createLoader(inboxFilters);
const write = createSerializer(inboxFilters, { clearOnDefault: false });
const count = (query: ListQuery) => {
  const search = new URLSearchParams();
  for (const [name, given] of Object.entries(query)) {
    for (const value of [given].flat()) if (value !== undefined) search.append(name, value);
  }
  return countNotUnderstood(query, new URLSearchParams(write(filters(search))));
};

describe('countNotUnderstood', () => {
  it('finds nothing to complain of in what the pages write themselves', () => {
    expect(count({})).toBe(0);
    expect(
      count({ status: 'pending', risk: 'high,low', type: 'endpoint', q: 'a b&c=%', agent: 'key_1' }),
    ).toBe(0);
    expect(count({ q: '', risk: '', agent: undefined })).toBe(0);
  });

  it.each<[string, ListQuery]>([
    ['an unknown filter', { colour: 'red' }],
    ['a value that its filter does not know', { status: 'open' }],
    ['one of several values', { risk: 'high,purple' }],
    ['a filter that is given twice', { q: ['a', 'b'] }],
    ['a control character', { q: 'a\0b' }],
    ['an overlong text', { q: 'x'.repeat(101) }],
    ['an agent that is no id', { agent: 'key 1' }],
  ])('counts %s', (_name, query) => {
    expect(count(query)).toBe(1);
  });

  it('counts each', () => {
    expect(count({ colour: 'red', status: 'open', q: 'fine' })).toBe(2);
  });
});
