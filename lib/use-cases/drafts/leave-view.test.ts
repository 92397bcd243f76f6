import { expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, makeTerminal } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { inRequest } from '../request';
import { confirmForTerminal } from './confirm-for-terminal';
import { discardDraft } from './discard-draft';

const person = await makePerson(await makeTenant(), 'reviewer');
const [reviewer, terminal] = [await makeSession(person), await makeTerminal(person)];
const { agent } = await makeKey(person);
const target_url = 'https://in.example.net/orders';

const discard = (actor: Agent | Human, draftId: string) =>
  discardDraft(actor, { draftId, reason: 'duplicate', message: 'Not now', idempotencyKey: null });

const leavesOf = async (draftId: string) =>
  accepted(await listEvidence(reviewer, { draft_id: draftId }))
    .items.toReversed()
    .map(({ event, payload, merklePosition }) => ({ event, payload, merklePosition }));

it('an apply leaves what was seen, then what was done, side by side', async () => {
  const draft = await propose(agent, { name: 'seen-and-applied', target_url });
  const { evidence } = accepted(await apply(reviewer, draft, null, ['new-domain', 'first-draft-of-agent']));
  const [, viewed, applied] = await leavesOf(draft.id);
  expect(viewed).toMatchObject({
    event: 'draft_viewed',
    payload: {
      draft_id: draft.id,
      viewed_by: reviewer.userId,
      viewed_for: 'apply',
      shown_digest: draft.proposedSpecDigest,
      digest_sent: true,
      ticked_flags: ['first-draft-of-agent', 'new-domain'],
      surface: 'web',
    },
  });
  expect(applied).toMatchObject({ event: 'draft_applied', merklePosition: evidence.merklePosition });
  expect(viewed?.merklePosition).toBe(evidence.merklePosition - 1);
  expect(viewed?.payload).not.toHaveProperty('by_confirmation');
});

it('a decision that a program carries over REST says so', async () => {
  const request = { correlationId: 'req_test', channel: 'api' } as const;
  const [one, other] = [
    await propose(agent, { name: 'over-rest' }),
    await propose(agent, { name: 'not-this' }),
  ];
  accepted(await inRequest(request, () => apply(reviewer, one)));
  accepted(await inRequest(request, () => discard(reviewer, other.id)));
  for (const { id } of [one, other]) {
    expect((await leavesOf(id))[1]).toMatchObject({ event: 'draft_viewed', payload: { surface: 'api' } });
  }
});

it('a terminal’s apply names the confirmation in the browser that it used up', async () => {
  const draft = await propose(agent, {
    name: 'from-a-terminal',
    target_url: 'https://in.example.org/orders',
  });
  const { id: draftId, proposedSpecDigest, lockVersion } = draft;
  const asked = { draftId, proposedSpecDigest, lockVersion, acknowledgedFlags: ['new-domain'] };
  accepted(await confirmForTerminal(reviewer, asked));
  accepted(await apply(terminal, draft));
  const [, confirmed, viewed, applied] = await leavesOf(draftId);
  expect(confirmed).toMatchObject({
    event: 'apply_confirmed',
    payload: {
      confirmed_by: person.id,
      confirmed_digest: proposedSpecDigest,
      confirmed_flags: ['new-domain'],
    },
  });
  expect(viewed).toMatchObject({
    event: 'draft_viewed',
    payload: {
      surface: 'cli',
      ticked_flags: ['new-domain'],
      by_confirmation: confirmed?.payload['confirmation'],
    },
  });
  expect(applied?.event).toBe('draft_applied');
});

it('a discard by a person says what was shown, and that the request did not name it', async () => {
  const draft = await propose(agent, { name: 'seen-and-discarded' });
  accepted(await discard(reviewer, draft.id));
  const [, viewed, discarded] = await leavesOf(draft.id);
  expect(viewed?.payload).toMatchObject({
    viewed_for: 'discard',
    shown_digest: draft.proposedSpecDigest,
    digest_sent: false,
    ticked_flags: [],
  });
  expect(discarded?.event).toBe('draft_discarded');
});

it('an agent that takes its draft back, and an attempt that is refused, leave no view', async () => {
  const [withdrawn, refused] = [
    await propose(agent, { name: 'withdrawn' }),
    await propose(agent, { name: 'moved-away' }),
  ];
  accepted(await discard(agent, withdrawn.id));
  expect(codeOf(await apply(reviewer, { ...refused, lockVersion: 9 }))).toBe('LOCK_VERSION_CONFLICT');
  expect(await eventsOf(reviewer, withdrawn.id)).toEqual(['draft_created', 'draft_discarded']);
  expect(await eventsOf(reviewer, refused.id)).toEqual(['draft_created', 'draft_apply_refused']);
});
