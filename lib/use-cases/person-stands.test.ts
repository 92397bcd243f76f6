import { expect, it } from 'vitest';
import { makeSession, makeTeam } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { createDraft } from './drafts/create-draft';
import { discardDraft } from './drafts/discard-draft';
import { restoreDraft } from './drafts/restore-draft';
import { endSession } from './people/end-session';

const { person, reviewer, agent } = await makeTeam();
const request = { correlationId: 'req_test', channel: 'api' } as const;
const rejection = { reason: 'not_needed', message: '', idempotencyKey: null } as const;

it('asks each writing verb of a person again in its transaction: an ended session does nothing', async () => {
  const discarded = await propose(agent, { name: 'gone' });
  accepted(await discardDraft(reviewer, { draftId: discarded.id, ...rejection }));
  const waiting = await propose(agent, { name: 'waiting' });
  const late = await makeSession(person);
  await endSession(late.sessionId);

  expect(codeOf(await apply(late, waiting))).toBe('UNAUTHENTICATED');
  expect(codeOf(await discardDraft(late, { draftId: waiting.id, ...rejection }))).toBe('UNAUTHENTICATED');
  const proposal = proposalOf({ name: 'late' });
  expect(codeOf(await createDraft(late, 'endpoint', proposal, request))).toBe('UNAUTHENTICATED');
  const follow = { draftId: discarded.id, rationale: null, idempotencyKey: null };
  expect(codeOf(await restoreDraft(late, follow, request))).toBe('UNAUTHENTICATED');
  expect(await eventsOf(reviewer, waiting.id)).toEqual(['draft_created', 'draft_apply_refused']);
});
