import { expect, test } from 'vitest';
import { twinWords } from './twin';

const own = { resourceName: 'orders-webhook', operation: 'update', proposedSpecDigest: 'sha256:aa' } as const;

test('a twin is said by what it wants, and that it is the same where it is', () => {
  const twin = { id: 'drf_1', operation: 'update', proposedSpecDigest: 'sha256:bb' } as const;
  expect(twinWords(twin, own)).toBe('also wants to change orders-webhook');
  expect(twinWords({ ...twin, operation: 'delete' }, own)).toBe('also wants to remove orders-webhook');
  expect(twinWords({ ...twin, proposedSpecDigest: 'sha256:aa' }, own)).toBe(
    'also wants to change orders-webhook, with exactly the same spec',
  );
  expect(twinWords({ ...twin, proposedSpecDigest: 'sha256:aa', operation: 'create' }, own)).toBe(
    'also wants to create orders-webhook',
  );
});

test('a name that hides something shows it', () => {
  const twin = { id: 'drf_1', operation: 'create', proposedSpecDigest: 'sha256:bb' } as const;
  expect(twinWords(twin, { ...own, resourceName: 'a\u202eb' })).toContain('a⟨U+202E⟩b');
});
