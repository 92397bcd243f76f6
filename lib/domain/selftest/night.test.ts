import { expect, it } from 'vitest';
import { nightOf } from './night';

it.each([
  ['2026-11-21T03:00:00.000Z', 3, '2026-11-21T03:00:00.000Z'],
  ['2026-11-21T02:59:59.999Z', 3, '2026-11-20T03:00:00.000Z'],
  ['2026-11-21T23:59:59.999Z', 3, '2026-11-21T03:00:00.000Z'],
  ['2026-11-21T00:00:00.000Z', 0, '2026-11-21T00:00:00.000Z'],
  ['2026-12-01T00:10:00.000Z', 23, '2026-11-30T23:00:00.000Z'],
])('of %s at hour %i is %s', (now, hour, night) => {
  expect(nightOf(new Date(now), hour).toISOString()).toBe(night);
});
