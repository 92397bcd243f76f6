import { expect, test } from 'vitest';
import { contest, ratio } from './contest';
import { type Figure, isMet, median } from './figure';

const figure = (value: number, bound: Figure['bound']): Figure => ({
  name: 'a figure',
  unit: 'of anything',
  value,
  bound,
  parts: {},
});

test('a bound is met at the bound itself and missed beyond it', () => {
  expect([0.3, 0.29].map((value) => isMet(figure(value, { atLeast: 0.3 })))).toEqual([true, false]);
  expect([1.3, 1.31].map((value) => isMet(figure(value, { atMost: 1.3 })))).toEqual([true, false]);
});

test('what could not be measured misses its bound', () => {
  expect(isMet(figure(Number.NaN, { atLeast: 0 }))).toBe(false);
  expect(isMet(figure(Number.POSITIVE_INFINITY, { atLeast: 0 }))).toBe(false);
  expect(isMet(figure(Number.NaN, null))).toBe(true);
});

test('the median is the middle, or the mean of the two in the middle', () => {
  expect(median([9, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 9])).toBe(3);
  expect(median([])).toBeNaN();
});

test('contestants take turns, a warm-up apart, and are compared round by round', async () => {
  const turns: string[] = [];
  const rates = { slow: [99, 1, 2, 3], fast: [99, 10, 10, 10] };
  const contestant = (name: 'slow' | 'fast') => ({
    name,
    run: () => {
      turns.push(name);
      return Promise.resolve({ perSecond: rates[name].shift() ?? 0, p50: 0, p99: 0 });
    },
  });
  const found = await contest([contestant('slow'), contestant('fast')], 3);
  expect(turns.join(' ')).toBe('slow fast slow fast slow fast slow fast');
  expect(ratio(found, 'slow', 'fast')).toBe(0.2);
});
