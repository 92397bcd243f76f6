import { expect, it } from 'vitest';
import { parsePreviewInput } from './preview-input';

const draftId = 'drf_01J00000000000000000000000';

it('passes on what has the expected form', () => {
  expect(parsePreviewInput(draftId, 'usr_1')).toEqual({ ok: true, value: { draftId, personId: 'usr_1' } });
});

it.each([
  ['x\0y', 'usr_1'],
  ['', 'usr_1'],
  [`${draftId}\n`, 'usr_1'],
  [{ toString: null }, 'usr_1'],
  [undefined, undefined],
  [draftId, ['usr_1']],
  [draftId, 'x'.repeat(101)],
])('refuses %j by %j', (id, person) => {
  expect(parsePreviewInput(id, person)).toMatchObject({ refusal: { code: 'VALIDATION_FAILED' } });
});
