import { expect, it } from 'vitest';
import type { ShownBundle } from './bundle-requests';
import { brokenWords, scopeWords, sizeWords, stateWords } from './bundle-words';

const bundle: ShownBundle = {
  id: 'bnd_1',
  scope: { kind: 'range', from: 3, to: 10 },
  status: 'waiting',
  done: 0,
  total: null,
  requested_at: '',
  expires_at: '',
  bytes: null,
  sha256: null,
  file: null,
  broken: null,
  failed_code: null,
};

it.each([
  [{ kind: 'draft', draft_id: 'drf_1' } as const, 'Draft drf_1'],
  [{ kind: 'range', from: 3, to: 10 } as const, 'Records #3 to #9'],
  [{ kind: 'range', from: 0, to: 0 } as const, 'The log, which holds no record'],
])('says what a bundle holds: %j', (scope, words) => {
  expect(scopeWords({ scope })).toBe(words);
});

it.each([
  [{}, 'Waiting'],
  [{ status: 'making' }, 'Being made'],
  [{ status: 'making', done: 5, total: 7 }, '5 of 7 records'],
  [{ status: 'ready', bytes: 59_904 }, 'Ready, 59.9 kB'],
  [{ status: 'failed', failed_code: 'BUNDLE_TOO_LARGE' }, 'Too large: ask for a smaller range'],
  [{ status: 'failed', failed_code: 'LOG_NOT_SIGNABLE' }, 'The log cannot be signed'],
  [{ status: 'failed', failed_code: 'BUNDLE_INTERRUPTED' }, 'Could not be made: ask again'],
] as const)('says how far it is: %j', (over, words) => {
  expect(stateWords({ ...bundle, ...over })).toBe(words);
});

it('names the record that does not verify', () => {
  expect(brokenWords(bundle)).toBeNull();
  const broken = { merkle_position: 4, id: 'evd_1', field: 'leaf_hash' };
  expect(brokenWords({ broken })).toBe('Does not verify: record #4, evd_1 (leaf_hash).');
  expect(brokenWords({ broken: { ...broken, id: null } })).toBe('Does not verify: record #4 (leaf_hash).');
});

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [2_500_000_000, '2.5 GB'],
  [5e12, '5000.0 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});
