import { describe, expect, it } from 'vitest';
import { proveDigest, riskyValue } from './apply-gate';
import { pickFields } from './pick-fields';
import { usableUrl } from './settings';
import { spanWords, untilWords } from './time-words';
import type { Detail } from './wire';

const digest = `sha256:${'9c41ab'.padEnd(64, '0')}`;
const draftOf = (fields: unknown[]) =>
  ({
    proposed_spec_digest: digest,
    resource_name: 'orders',
    changes: { words: [], fields },
  }) as unknown as Detail;
const exitOf = (act: () => unknown): unknown => {
  try {
    act();
    return 0;
  } catch (fault) {
    return (fault as { exit: number }).exit;
  }
};

describe('what apply asks for', () => {
  it.each([
    ['9c41ab00', 0],
    ['9C41-AB00', 0],
    [digest, 0],
    ['9c41ab01', 6],
    ['9c41', 2],
    ['not hex!!', 2],
  ])('--if-digest %s ends with %i', (given, exit) => {
    expect(exitOf(() => proveDigest(draftOf([]), given))).toBe(exit);
  });

  it('takes the new host for what is risky, else the name', () => {
    expect(riskyValue(draftOf([{ field: 'target_host', after: 'hooks.acrne.com' }]))).toBe('hooks.acrne.com');
    expect(riskyValue(draftOf([]))).toBe('orders');
  });
});

describe('--json', () => {
  it('picks fields of an object or of each of a list, and names those there are', () => {
    expect(pickFields({ a: 1, b: { c: 2 } }, 'a,b.c')).toEqual({ a: 1, 'b.c': 2 });
    expect(pickFields([{ a: 1, b: 2 }], 'a')).toEqual([{ a: 1 }]);
    expect(exitOf(() => pickFields({ a: 1 }, 'toString'))).toBe(2);
  });
});

describe('the server’s address', () => {
  it.each(['http://example.com', 'ftp://127.0.0.1', 'https://user:secret@example.com', 'example.com'])(
    'is not %s',
    (url) => {
      expect(exitOf(() => usableUrl(url))).toBe(2);
    },
  );

  it('is https, or http on this machine', () => {
    expect(usableUrl('https://example.com/x')).toBe('https://example.com');
    expect(usableUrl('http://localhost:3000')).toBe('http://localhost:3000');
  });
});

it('says spans in words', () => {
  expect([20_000, 720_000, 11_520_000, 187_200_000].map(spanWords)).toEqual([
    'under 1 min',
    '12 min',
    '3h 12m',
    '2d 4h',
  ]);
  expect(untilWords('2026-11-21T16:40:00.000Z', new Date('2026-11-21T13:28:00.000Z'))).toBe(
    'in 3h 12m (16:40 UTC)',
  );
});
