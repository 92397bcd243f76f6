import { expect, it } from 'vitest';
import { placeAmong } from './place-among';

const drafts = ['drf_a', 'drf_b', 'drf_c'].map((id) => ({ id }));

it.each([
  ['drf_a', { index: 1, total: 3, previous: null, next: 'drf_b' }],
  ['drf_b', { index: 2, total: 3, previous: 'drf_a', next: 'drf_c' }],
  ['drf_c', { index: 3, total: 3, previous: 'drf_b', next: null }],
  ['drf_x', null],
])('%s', (id, place) => {
  expect(placeAmong(drafts, id)).toEqual(place);
});
