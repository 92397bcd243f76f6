import { expect, it } from 'vitest';
import { refuseWhatCannotBeApplied } from './cannot-be-applied';
import { CliFailure } from './failure';

type Known = Parameters<typeof refuseWhatCannotBeApplied>[0];

const digest = `sha256:${'a'.repeat(64)}`;
const sound: Known = {
  base: { state: 'present', resource_id: 'end_1', version: 1, digest },
  live: { version: 1, digest },
  checks: [],
  created_by: { kind: 'human', id: 'usr_1', name: 'Robin' },
  may_decide: { people: [], more: 0, author_alone: false, words: 'Riley may decide it.' },
};
const badTarget = {
  number: 8,
  id: 'target_url_allowed',
  title: 'Target URL is allowed',
  status: 'fail',
  detail: 'The target URL is empty.',
  code: 'TARGET_URL_INVALID',
} as const;

function endOf(change: Partial<Known>, userId = 'usr_2'): unknown {
  try {
    refuseWhatCannotBeApplied({ ...sound, ...change }, userId);
    return null;
  } catch (fault) {
    return fault instanceof CliFailure ? [fault.more.code, fault.exit] : fault;
  }
}

it.each([
  ['a version that is not the base', { live: { version: 2, digest } }, 'BASE_CHANGED', 6],
  ['another digest of that version', { live: { version: 1, digest: 'sha256:b' } }, 'BASE_CHANGED', 6],
  ['a base that is gone', { live: null }, 'BASE_CHANGED', 6],
  ['a name that is taken', { base: { state: 'absent' } }, 'BASE_CHANGED', 6],
  ['a check that fails', { checks: [badTarget] }, 'TARGET_URL_INVALID', 7],
] as [string, Partial<Known>, string, number][])(
  '%s ends the command before it asks',
  (_, change, ...end) => {
    expect(endOf(change)).toEqual(end);
  },
);

it('a draft of one’s own is another’s to apply, unless there is nobody else', () => {
  expect(endOf({}, 'usr_1')).toEqual(['PROPOSER_CANNOT_APPLY', 5]);
  expect(
    endOf({ may_decide: sound.may_decide && { ...sound.may_decide, author_alone: true } }, 'usr_1'),
  ).toBeNull();
});

it('lets a draft through that nothing stands against', () => {
  expect(endOf({})).toBeNull();
  expect(endOf({ base: { state: 'absent' }, live: null })).toBeNull();
});
