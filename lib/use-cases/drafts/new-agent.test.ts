import { expect, it } from 'vitest';
import { makeKey, makeTeam } from '@/db/testing/fixtures';
import type { Agent } from '@/lib/domain/actor';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { applyDraft } from './apply-draft';
import { discardDraft } from './discard-draft';

const { person, reviewer } = await makeTeam();
let drafts = 0;
const proposed = async (agent: Agent) => propose(agent, { name: `by-a-new-agent-${(drafts += 1)}` });
const isNew = async (agent: Agent) => (await proposed(agent)).flagCodes.includes('first-draft-of-agent');
const discard = { reason: 'duplicate', message: '', idempotencyKey: null } as const;

it('stays new through what it discards itself, until a person applies or discards', async () => {
  for (const how of ['apply', 'discard'] as const) {
    const { agent } = await makeKey(person);
    const { id: draftId } = await proposed(agent);
    accepted(await discardDraft(agent, { draftId, ...discard }));
    expect(await isNew(agent)).toBe(true);
    const draft = await proposed(agent);
    if (how === 'apply') accepted(await apply(reviewer, draft));
    else accepted(await discardDraft(reviewer, { draftId: draft.id, ...discard }));
    expect(await isNew(agent)).toBe(false);
  }
});

it('leaves one leaf of twenty refused applies of one draft for one reason', async () => {
  const { agent } = await makeKey(person);
  const draft = await proposed(agent);
  const stale = { draftId: draft.id, acknowledgedFlags: null, idempotencyKey: null };
  const seen = { proposedSpecDigest: draft.proposedSpecDigest, lockVersion: draft.lockVersion };
  const refusals = await Promise.all(
    Array.from({ length: 20 }, () => applyDraft(reviewer, { ...stale, ...seen, lockVersion: 9 })),
  );
  expect(refusals.every(({ ok }) => !ok)).toBe(true);
  expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
  await applyDraft(reviewer, { ...stale, ...seen, proposedSpecDigest: `sha256:${'0'.repeat(64)}` });
  expect(await eventsOf(reviewer, draft.id)).toHaveLength(3);
});
