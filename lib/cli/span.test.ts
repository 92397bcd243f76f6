import { expect, it } from 'vitest';
import { momentOf } from './span';

const now = new Date('2026-11-21T12:00:00.000Z');

it.each([
  ['30m', '2026-11-21T11:30:00.000Z'],
  ['1h', '2026-11-21T11:00:00.000Z'],
  ['7d', '2026-11-14T12:00:00.000Z'],
  ['2026-11-20', '2026-11-20T00:00:00.000Z'],
  ['2026-11-20T10:00:00+01:00', '2026-11-20T09:00:00.000Z'],
])('takes %s', (said, moment) => {
  expect(momentOf(said, now).toISOString()).toBe(moment);
});

it.each(['', '1', 'h', '-1h', '1w', 'yesterday', '2026-13-01', '2026-11-20T10:00:00'])(
  'refuses %s',
  (said) => {
    expect(() => momentOf(said, now)).toThrow('Say 30m');
  },
);
