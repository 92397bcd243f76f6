import { describe, expect, it } from 'vitest';
import { parseApplyInput, parseDiscardInput } from './action-input';

const common = {
  draftId: 'drf_01M7Y38X9D4H1HZQHYKMKW5ZZZ',
  personId: 'usr_1',
  idempotencyKey: '47f3d6bc-3f5e-478c-8d67-1a61950a5a83',
};
const apply = {
  ...common,
  proposedSpecDigest: `sha256:${'0'.repeat(64)}`,
  lockVersion: 1,
  acknowledgedFlags: ['new-domain'],
};
const discard = { ...common, reason: 'wrong_target', message: '' };

describe('what is posted to the decision actions', () => {
  it('is passed on as it is when it has the expected form', () => {
    expect(parseApplyInput(apply)).toEqual({ ok: true, value: apply });
    expect(parseDiscardInput(discard)).toEqual({ ok: true, value: discard });
  });

  it.each([
    null,
    'text',
    [],
    {},
    { ...apply, lockVersion: '1' },
    { ...apply, lockVersion: 1.5 },
    { ...apply, personId: undefined },
    { ...apply, idempotencyKey: 'not-a-uuid' },
    { ...apply, role: 'admin' },
    { ...apply, acknowledgedFlags: undefined },
    { ...apply, acknowledgedFlags: null },
    { ...apply, acknowledgedFlags: ['not a code'] },
    { ...apply, draftId: 'x'.repeat(41) },
    { ...apply, draftId: 'drf_\0' },
  ])('is refused without echo: %j', (posted) => {
    const parsed = parseApplyInput(posted);
    expect(parsed).toMatchObject({ ok: false, refusal: { code: 'VALIDATION_FAILED' } });
  });

  it('refuses an unknown reason and a message of more than 500 characters', () => {
    expect(parseDiscardInput({ ...discard, reason: 'because' }).ok).toBe(false);
    expect(parseDiscardInput({ ...discard, message: 'x'.repeat(501) }).ok).toBe(false);
    expect(parseDiscardInput({ ...discard, message: 'x\0y' }).ok).toBe(false);
  });
});
