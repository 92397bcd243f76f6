import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { outlookOf } from '@/lib/domain/draft/outlook';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { resumeIt, stopIt } from '@/lib/use-cases/testing/stops';
import { discardDraft } from './discard-draft';
import { reviewDraft } from './review-draft';
import { seesChangesStopped } from './sees-changes-stopped';

let person: TestPerson;
let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  agent = (await makeKey(person)).agent;
});

const outlook = async ({ id }: { id: string }) => {
  const seen = accepted(await reviewDraft(agent, id));
  return outlookOf(seen, await seesChangesStopped(agent, seen.draft));
};

describe('what a proposer is told of its draft', () => {
  it('that a person could apply it now', async () => {
    expect(await outlook(await propose(agent, { name: 'ready' }))).toEqual({
      apply: { state: 'ready' },
      nextStep: expect.stringContaining('review_url'),
    });
  });

  it('that the live version moved, and on which one to propose again', async () => {
    accepted(await apply(reviewer, await propose(agent, { name: 'moved' })));
    const stale = await propose(agent, { name: 'moved', timeout_seconds: 20 }, { operation: 'update' });
    const other = await propose(agent, { name: 'moved', timeout_seconds: 25 }, { operation: 'update' });
    accepted(await apply(reviewer, other));
    expect(await outlook(stale)).toEqual({
      apply: {
        state: 'blocked',
        code: 'BASE_CHANGED',
        reason: 'moved is at version 2. This draft was made against version 1.',
      },
      nextStep: expect.stringContaining('base_version 2'),
    });
    accepted(await apply(reviewer, await propose(agent, { name: 'moved' }, { operation: 'delete' })));
    expect(await outlook(stale)).toMatchObject({ apply: { reason: expect.stringContaining('is gone') } });
  });

  it('that what it would create exists already', async () => {
    const [first, second] = [
      await propose(agent, { name: 'twice' }),
      await propose(agent, { name: 'twice', timeout_seconds: 9 }),
    ];
    accepted(await apply(reviewer, first));
    expect(await outlook(second)).toMatchObject({
      apply: { code: 'BASE_CHANGED', reason: expect.stringContaining('exists now, at version 1') },
      nextStep: expect.stringContaining('base_version 1'),
    });
    expect(await outlook(first)).toMatchObject({
      apply: { state: 'blocked', code: 'DRAFT_NOT_PENDING', reason: expect.stringContaining('version 1') },
    });
  });

  it('why it was discarded', async () => {
    const draft = await propose(agent, { name: 'unwanted' });
    const said = { reason: 'wrong_target', message: '', idempotencyKey: null } as const;
    accepted(await discardDraft(reviewer, { draftId: draft.id, ...said }));
    expect(await outlook(draft)).toMatchObject({
      apply: { state: 'blocked', code: 'DRAFT_NOT_PENDING', reason: 'Discarded: wrong target.' },
    });
  });

  it('that changes are stopped, and no longer', async () => {
    const draft = await propose(agent, { name: 'halted' });
    const stop = await stopIt(person.tenant.system, 'key', agent.keyId);
    expect(await outlook(draft)).toMatchObject({ apply: { state: 'blocked', code: 'KILL_SWITCH_ENGAGED' } });
    await resumeIt(person.tenant.system, stop);
    expect(await outlook(draft)).toMatchObject({ apply: { state: 'ready' } });
  });
});
