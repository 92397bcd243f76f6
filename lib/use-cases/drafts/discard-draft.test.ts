import { describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { countPending } from './count-pending';
import { discardDraft } from './discard-draft';
import { reviewDraft } from './review-draft';

const { person, reviewer, agent } = await makeTeam();

const discard = (actor: Agent | Human, draft: DraftSummary, key: string | null = null) =>
  discardDraft(actor, {
    draftId: draft.id,
    reason: 'wrong_target',
    message: 'that host is not ours',
    idempotencyKey: key,
  });

describe('discardDraft', () => {
  it('closes the draft, keeps reason and message for the agent, and leaves its evidence', async () => {
    const draft = await propose(agent, { name: 'unwanted' });
    const before = accepted(await countPending(reviewer)).pending;
    expect(accepted(await discard(reviewer, draft)).draft.status).toBe('discarded');
    expect(accepted(await countPending(reviewer)).pending).toBe(before - 1);
    const seen = accepted(await reviewDraft(agent, draft.id)).draft;
    expect(seen).toMatchObject({ discardReason: 'wrong_target', discardMessage: 'that host is not ours' });
    expect(seen.decidedBy).toMatchObject({ kind: 'human', id: reviewer.userId });
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_viewed', 'draft_discarded']);
  });

  it('puts the reason’s code into the log and its text only as a salted digest', async () => {
    const draft = await propose(agent, { name: 'salted' });
    accepted(await discard(reviewer, draft));
    const { items } = accepted(
      await listEvidence(reviewer, { draft_id: draft.id, event: 'draft_discarded' }),
    );
    expect(items[0]?.payload).toMatchObject({
      reason: 'wrong_target',
      message_digest: expect.stringMatching(/^sha256:/),
    });
    expect(Buffer.from(items[0]?.entry ?? '', 'base64').toString()).not.toContain('not ours');
  });

  it('lets an agent withdraw its own draft and no other', async () => {
    const other = (await makeKey(person)).agent;
    const draft = await propose(agent, { name: 'mine' });
    expect(codeOf(await discard(other, draft))).toBe('NOT_DRAFT_OWNER');
    expect(codeOf(await discard(agent, draft))).toBe('ok');
  });

  it('refuses what is decided, and does it once for one key', async () => {
    const draft = await propose(agent, { name: 'decided' });
    accepted(await apply(reviewer, draft));
    expect(codeOf(await discard(reviewer, draft))).toBe('DRAFT_NOT_PENDING');
    const second = await propose(agent, { name: 'once' });
    const first = accepted(await discard(reviewer, second, 'k'));
    expect(accepted(await discard(reviewer, second, 'k'))).toEqual({ ...first, replayed: true });
  });

  it('is refused to a viewer, to a key without the scope and to another tenant', async () => {
    const draft = await propose(agent, { name: 'kept' });
    const viewer = await makeSession(await makePerson(person.tenant, 'viewer'));
    expect(codeOf(await discard(viewer, draft))).toBe('ROLE_REQUIRED');
    const reader = (await makeKey(person, ['mcp:read:drafts'])).agent;
    expect(codeOf(await discard(reader, draft))).toBe('INSUFFICIENT_SCOPE');
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(codeOf(await discard(stranger, draft))).toBe('DRAFT_NOT_FOUND');
    expect(accepted(await reviewDraft(reviewer, draft.id)).draft.status).toBe('pending');
  });
});
