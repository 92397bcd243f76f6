import { expect, it } from 'vitest';
import { alarmOf, type LastRuns } from './alarm';

const [early, late] = [new Date('2026-11-20T03:00:05Z'), new Date('2026-11-21T03:00:05Z')];

it.each<[string, LastRuns, string | null]>([
  ['nothing was run', { test: null, untestedAt: null }, null],
  ['every attempt was refused', { test: { at: early, failed: 0 }, untestedAt: null }, null],
  ['one got through', { test: { at: early, failed: 1 }, untestedAt: null }, 'got_through'],
  ['it could not be run', { test: null, untestedAt: early }, 'not_tested'],
  [
    'it could not be run after one passed',
    { test: { at: early, failed: 0 }, untestedAt: late },
    'not_tested',
  ],
  ['one passed after it could not be run', { test: { at: late, failed: 0 }, untestedAt: early }, null],
  [
    'it could not be run after one got through',
    { test: { at: early, failed: 2 }, untestedAt: late },
    'got_through',
  ],
])('where %s', (_, runs, kind) => {
  expect(alarmOf(runs)?.kind ?? null).toBe(kind);
});
