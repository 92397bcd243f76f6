import { describe, expect, it } from 'vitest';
import type { Scope } from '../keys/scope';
import { type Granted, grantDuring, type KeyEvent } from './grant-during';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const part = { first_at: at(10), last_at: at(20) };

const opening = (...scopes: Scope[]): Granted => ({ scopes, allowed_tools: null, data_classes: [] });
const [narrow, wide, other] = [
  opening('mcp:read:drafts'),
  opening('mcp:read:drafts', 'mcp:read:evidence'),
  opening('mcp:read:health'),
];

const changed = (revision: number, minute: number, was: unknown, is: unknown): KeyEvent => ({
  key_id: 'key_1',
  type: 'key_changed',
  at: at(minute),
  before: { terms: was },
  after: { revision, terms: is },
});
const suspended = (revision: number, minute: number): KeyEvent => ({
  ...changed(revision, minute, null, null),
  type: 'key_suspended',
});

const during = (granted: Granted, revision: number, events: KeyEvent[]) =>
  grantDuring({ ...granted, id: 'key_1', revision }, events, part);

describe('what a key granted during a run', () => {
  it.each([
    ['what it was issued with, when nothing was changed', narrow, 1, [], [[10, narrow]]],
    ['what it was before a later change', wide, 2, [changed(2, 30, narrow, wide)], [[10, narrow]]],
    ['what it was changed to before', wide, 2, [changed(2, 5, narrow, wide)], [[10, wide]]],
    [
      'both, when it was changed in between',
      wide,
      2,
      [changed(2, 15, narrow, wide)],
      [
        [10, narrow],
        [15, wide],
      ],
    ],
    [
      'neither what was before it nor what came after it',
      other,
      5,
      [
        changed(5, 40, wide, other),
        suspended(4, 18),
        changed(3, 15, narrow, wide),
        changed(2, 5, other, narrow),
      ],
      [
        [10, narrow],
        [15, wide],
      ],
    ],
    ['the same, when another term was changed', wide, 2, [changed(2, 15, wide, wide)], [[10, wide]]],
  ] as const)('is %s', (_, now, revision, events, expected) => {
    expect(during(now, revision, [...events])).toEqual(
      expected.map(([minute, granted]) => ({ from: at(minute), granted })),
    );
  });

  it.each([
    ['has no event', []],
    ['has one of another key alone', [{ ...changed(2, 30, narrow, wide), key_id: 'key_2' }]],
    ['has one of before its terms were kept', [changed(2, 30, undefined, undefined)]],
    ['was to something else than what came after', [changed(2, 30, narrow, other)]],
    ['names what is no scope', [changed(2, 30, { ...narrow, scopes: ['all'] }, wide)]],
  ])('is not known where a change %s', (_, events) => {
    expect(during(wide, 2, events)).toBeNull();
  });
});
