import { expect, it } from 'vitest';
import { timePlaceSchema } from './time-place';

const id = 'drf_01J00000000000000000000000';
const time = '2026-01-02T03:04:05.678Z';
const isPlace = (place: unknown) => timePlaceSchema.safeParse(place).success;

it('takes what a page of ours ends with', () => {
  expect(isPlace([time, id])).toBe(true);
  expect(isPlace([time, 'call_01J00000000000000000000000'])).toBe(true);
});

it.each([
  ['the year 0000', ['0000-01-01T00:00:00Z', id]],
  ['the year 1969', ['1969-12-31T23:59:59.999Z', id]],
  ['the year 2100', ['2100-01-01T00:00:00Z', id]],
  ['no time', ['now', id]],
  ['U+0000 in the id', [time, 'drf_\0']],
  ['a lone surrogate in the id', [time, '\ud800']],
  ['an empty id', [time, '']],
  ['a long id', [time, 'x'.repeat(41)]],
])('refuses %s', (_, place) => {
  expect(isPlace(place)).toBe(false);
});
