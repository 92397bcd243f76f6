import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import type { Agent, Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { showEndpoint } from '../endpoints/show-endpoint';
import { listEvidence } from '../evidence/list-evidence';
import { discardDraft } from './discard-draft';
import { restoreDraft } from './restore-draft';
import { revertDraft } from './revert-draft';
import { reviewDraft } from './review-draft';

const request = { correlationId: 'req_test', channel: 'ui' } as const;
let person: TestPerson;
let reviewer: Human;
let colleague: Human;
let agent: Agent;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  colleague = await makeSession(await makePerson(person.tenant, 'reviewer'));
  agent = (await makeKey(person)).agent;
});

const asked = ({ id: draftId }: { id: string }, key: string | null = null) => ({
  draftId,
  rationale: null,
  idempotencyKey: key,
});
const revert = (actor: Human, draft: { id: string }, key: string | null = null) =>
  revertDraft(actor, asked(draft, key), request);
const restore = (actor: Human, draft: { id: string }, key: string | null = null) =>
  restoreDraft(actor, asked(draft, key), request);
const discard = async (draft: DraftSummary) =>
  accepted(
    await discardDraft(reviewer, { draftId: draft.id, reason: 'other', message: '', idempotencyKey: null }),
  ).draft;
const applied = async (over: Spec, rest: Record<string, unknown> = {}) =>
  accepted(await apply(reviewer, await propose(agent, over, rest))).draft;
const live = async (name: string) => accepted(await showEndpoint(reviewer, { name })).endpoint;
const createdPayload = async (id: string) =>
  accepted(await listEvidence(reviewer, { draft_id: id, event: 'draft_created' })).items[0]?.payload;

describe('a revert', () => {
  it('of a create disables it, in the person’s name, and another person applies it', async () => {
    const draft = await applied({ name: 'made' });
    const before = await live('made');
    const made = accepted(await revert(reviewer, draft)).draft;
    expect(made).toMatchObject({
      status: 'pending',
      operation: 'update',
      channel: 'ui',
      createdBy: { kind: 'human', id: reviewer.userId },
      base: { state: 'present', version: 1 },
    });
    expect(await live('made')).toEqual(before);
    expect(await createdPayload(made.id)).toMatchObject({
      created_by: { kind: 'human', id: reviewer.userId },
      reverts: draft.id,
    });
    expect(accepted(await reviewDraft(reviewer, made.id))).toMatchObject({
      draft: { reverts: draft.id, restores: null },
      apply: { state: 'not_allowed', reason: 'You proposed this draft. Someone else must apply it.' },
    });
    expect(codeOf(await apply(reviewer, made))).toBe('PROPOSER_CANNOT_APPLY');
    accepted(await apply(colleague, made));
    expect((await live('made')).spec).toEqual({ ...before.spec, enabled: false });
  });

  it('of an update puts back what was there before it', async () => {
    await applied({ name: 'changed', timeout_seconds: 10 });
    const { digest } = await live('changed');
    const draft = await applied({ name: 'changed', timeout_seconds: 20 }, { operation: 'update' });
    const made = accepted(await revert(reviewer, draft)).draft;
    expect(made.proposedSpecDigest).toBe(digest);
    expect(accepted(await apply(colleague, made)).resource.version).toBe(3);
  });

  it('of a delete creates it again', async () => {
    await applied({ name: 'gone' });
    const { digest } = await live('gone');
    const draft = await applied({ name: 'gone' }, { operation: 'delete' });
    const made = accepted(await revert(reviewer, draft)).draft;
    expect(made).toMatchObject({
      operation: 'create',
      proposedSpecDigest: digest,
      base: { state: 'absent' },
    });
    accepted(await apply(colleague, made));
    expect((await live('gone')).digest).toBe(digest);
  });

  it('of an update that others have followed is refused: it would undo theirs too', async () => {
    await applied({ name: 'followed', timeout_seconds: 10 });
    const draft = await applied({ name: 'followed', timeout_seconds: 20 }, { operation: 'update' });
    await applied({ name: 'followed', timeout_seconds: 30 }, { operation: 'update' });
    expect(codeOf(await revert(reviewer, draft))).toBe('BASE_CHANGED');
  });

  it('of what is no longer there, or is there anew under its name, is refused', async () => {
    const draft = await applied({ name: 'reborn' });
    await applied({ name: 'reborn' }, { operation: 'delete' });
    expect(codeOf(await revert(reviewer, draft))).toBe('RESOURCE_NOT_FOUND');
    await applied({ name: 'reborn' });
    expect(codeOf(await revert(reviewer, draft))).toBe('RESOURCE_NOT_FOUND');
  });

  it('of what was not applied is refused', async () => {
    const draft = await propose(agent, { name: 'never-applied' });
    expect(codeOf(await revert(reviewer, draft))).toBe('DRAFT_NOT_APPLIED');
    expect(codeOf(await revert(reviewer, await discard(draft)))).toBe('DRAFT_NOT_APPLIED');
  });
});

describe('a restore', () => {
  it('proposes a discarded draft once more, in the person’s name, and leaves it as it was', async () => {
    const draft = await discard(await propose(agent, { name: 'second-chance' }));
    const made = accepted(await restore(reviewer, draft)).draft;
    expect(made).toMatchObject({
      status: 'pending',
      proposedSpecDigest: draft.proposedSpecDigest,
      createdBy: { kind: 'human', id: reviewer.userId },
    });
    expect(await createdPayload(made.id)).toMatchObject({ restores: draft.id });
    expect(accepted(await reviewDraft(reviewer, draft.id)).draft.status).toBe('discarded');
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_viewed', 'draft_discarded']);
  });

  it('is refused for what waits or was applied', async () => {
    expect(codeOf(await restore(reviewer, await propose(agent, { name: 'waits' })))).toBe(
      'DRAFT_NOT_RESTORABLE',
    );
    expect(codeOf(await restore(reviewer, await applied({ name: 'is-live' })))).toBe('DRAFT_NOT_RESTORABLE');
  });

  it('is held to what is live now', async () => {
    const draft = await discard(await propose(agent, { name: 'taken' }));
    await applied({ name: 'taken', timeout_seconds: 9 });
    expect(codeOf(await restore(reviewer, draft))).toBe('RESOURCE_NAME_CONFLICT');
  });

  it('makes a new draft of a delete, which names its resource and no more', async () => {
    await applied({ name: 'unwanted' });
    const draft = await discard(await propose(agent, { name: 'unwanted' }, { operation: 'delete' }));
    expect(accepted(await restore(reviewer, draft)).draft).toMatchObject({
      operation: 'delete',
      base: { state: 'present', version: 1 },
    });
  });
});

describe('either', () => {
  it('is refused to a viewer, and of another tenant’s draft nothing is known', async () => {
    const [done, dropped] = [
      await applied({ name: 'theirs' }),
      await discard(await propose(agent, { name: 'theirs-too' })),
    ];
    const viewer = await makeSession(await makePerson(person.tenant, 'viewer'));
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect([codeOf(await revert(viewer, done)), codeOf(await restore(viewer, dropped))]).toEqual([
      'ROLE_REQUIRED',
      'ROLE_REQUIRED',
    ]);
    expect([codeOf(await revert(stranger, done)), codeOf(await restore(stranger, dropped))]).toEqual([
      'DRAFT_NOT_FOUND',
      'DRAFT_NOT_FOUND',
    ]);
  });

  it('asked twice answers the same draft, with a key or without', async () => {
    const dropped = await discard(
      await propose(agent, { name: 'twice', ...endpointSpec({ name: 'twice' }) }),
    );
    const first = accepted(await restore(reviewer, dropped, 'restore-1'));
    expect(accepted(await restore(reviewer, dropped, 'restore-1'))).toEqual({ ...first, replayed: true });
    expect(accepted(await restore(reviewer, dropped))).toMatchObject({
      duplicate: true,
      draft: { id: first.draft.id },
    });
  });
});
