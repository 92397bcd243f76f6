import { describe, expect, it } from 'vitest';
import { retryAfterOf, waitAfter } from './retry-schedule';

const hour = 3_600_000;

describe('the wait after a failure', () => {
  it('is that of Standard Webhooks, and there is none after the tenth', () => {
    const waits = Array.from({ length: 11 }, (_, failures) => waitAfter(failures, 0, null));
    expect(waits).toEqual(
      [
        null,
        5_000,
        300_000,
        1_800_000,
        2 * hour,
        5 * hour,
        10 * hour,
        14 * hour,
        20 * hour,
        24 * hour,
      ].concat(null),
    );
  });

  it('is up to a tenth longer by chance', () => {
    expect([waitAfter(2, 0, null), waitAfter(2, 0.5, null), waitAfter(2, 1, null)]).toEqual([
      300_000, 315_000, 330_000,
    ]);
  });

  it('is as long as the receiver asks, never shorter than planned and never longer than a day', () => {
    expect(waitAfter(1, 0, 60_000)).toBe(60_000);
    expect(waitAfter(2, 0, 60_000)).toBe(300_000);
    expect(waitAfter(1, 0, 48 * hour)).toBe(24 * hour);
    expect(waitAfter(10, 0, 60_000)).toBeNull();
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-21T09:00:00Z');

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sat, 21 Nov 2026 09:01:00 GMT', 60_000],
    ['Sat, 21 Nov 2026 08:00:00 GMT', 0],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['2026-11-21', null],
    ['99999999999', null],
    [undefined, null],
  ])('%s is a wish of %s ms', (value, ms) => {
    expect(retryAfterOf(value, now)).toBe(ms);
  });
});
