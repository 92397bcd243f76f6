import { expect, it } from 'vitest';
import { parseSettingsInput } from './action-input';

const wanted = { ttl_hours: 24, ttl_min_hours: 1, ttl_max_hours: 720, expired_retention_days: 90 };
const posted = {
  wanted,
  seen: { ...wanted, ttl_hours: 72 },
  personId: 'usr_1',
  idempotencyKey: '6a3f0a52-5d0e-4a4e-9a55-0a3f8f6b7c11',
};

it('takes what the page posts', () => {
  expect(parseSettingsInput(posted)).toMatchObject({
    ok: true,
    value: { change: { usual: 24, retentionDays: 90 }, seen: { usual: 72 } },
  });
});

it('names each field that is not a number within its bounds', () => {
  const wrong = { ...wanted, ttl_hours: null, ttl_max_hours: 721 };
  expect(parseSettingsInput({ ...posted, wanted: wrong })).toMatchObject({
    refusal: {
      code: 'VALIDATION_FAILED',
      issues: [
        { path: 'ttl_hours', message: 'Must be a whole number.' },
        { path: 'ttl_max_hours', message: 'Must be at most 720.' },
      ],
    },
  });
});

it.each([
  null,
  'x',
  { ...posted, seen: {} },
  { ...posted, extra: 1 },
  { ...posted, idempotencyKey: 'x' },
  { ...posted, wanted: undefined },
  { ...posted, wanted: { ...wanted, draft_ttl: 1 } },
])('refuses another form: %j', (other) => {
  expect(parseSettingsInput(other)).toMatchObject({ refusal: { code: 'VALIDATION_FAILED' } });
});
