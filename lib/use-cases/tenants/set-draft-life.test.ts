import { expect, it } from 'vitest';
import { makeTenant } from '@/db/testing/fixtures';
import { accepted, codeOf } from '@/lib/use-cases/testing/acts';
import { setDraftLife } from './set-draft-life';

const nothing = { usual: undefined, least: undefined, most: undefined, retentionDays: undefined };

it('changes what it is told and keeps the rest, in this tenant alone', async () => {
  const [mine, theirs] = [await makeTenant(), await makeTenant()];
  expect(accepted(await setDraftLife(mine.system, { ...nothing, usual: 24, most: 100 }))).toEqual({
    usual: 24,
    least: 1,
    most: 100,
    retentionDays: 90,
  });
  expect(accepted(await setDraftLife(mine.system, { ...nothing, retentionDays: 30 }))).toMatchObject({
    usual: 24,
    retentionDays: 30,
  });
  expect(accepted(await setDraftLife(theirs.system, nothing))).toMatchObject({
    usual: 72,
    retentionDays: 90,
  });
});

it('refuses bounds that the usual life is not within, and changes nothing', async () => {
  const tenant = await makeTenant();
  expect(codeOf(await setDraftLife(tenant.system, { ...nothing, most: 48 }))).toBe('VALIDATION_FAILED');
  expect(codeOf(await setDraftLife(tenant.system, { ...nothing, usual: 10, least: 11 }))).toBe(
    'VALIDATION_FAILED',
  );
  expect(accepted(await setDraftLife(tenant.system, nothing))).toMatchObject({
    usual: 72,
    least: 1,
    most: 720,
  });
});
