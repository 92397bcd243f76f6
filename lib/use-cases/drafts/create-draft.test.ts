import { describe, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Agent, Human } from '@/lib/domain/actor';
import { digestOf } from '@/lib/domain/evidence/digest';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { countPending } from './count-pending';
import { createDraft } from './create-draft';
import { reviewDraft } from './review-draft';

const request = { correlationId: 'req_test', channel: 'mcp' } as const;
const create = (actor: Agent | Human, input: unknown) => createDraft(actor, 'endpoint', input, request);
const { person, reviewer, agent } = await makeTeam();

const production = () =>
  withTenantRead(
    reviewer,
    ({ sql }) => sql`select (select count(*) from endpoints) as live, count(*) from endpoint_versions`,
  );
const draftCount = async () =>
  withTenantRead(
    reviewer,
    async ({ sql }) => (await sql<{ n: number }[]>`select count(*)::int as n from drafts`)[0]?.n ?? -1,
  );

describe('createDraft', () => {
  it('stores one pending draft with its evidence and touches nothing in production', async () => {
    const before = await production();
    const pending = accepted(await countPending(reviewer)).pending;
    const { draft } = accepted(await create(agent, proposalOf({ name: 'first' })));
    expect(draft).toMatchObject({
      status: 'pending',
      operation: 'create',
      lockVersion: 1,
      base: { state: 'absent' },
    });
    expect(accepted(await countPending(reviewer)).pending).toBe(pending + 1);
    const { items } = accepted(await listEvidence(reviewer, { draft_id: draft.id }));
    expect(items.map(({ event, payload }) => ({ event, payload }))).toEqual([
      {
        event: 'draft_created',
        payload: {
          draft_id: draft.id,
          type: 'endpoint',
          created_by: { kind: 'agent', id: agent.keyId },
          channel: 'mcp',
          created_at: draft.createdAt.toISOString(),
          proposed_spec_digest: draft.proposedSpecDigest,
        },
      },
    ]);
    expect(await production()).toEqual(before);
  });

  it('keeps the whole proposed spec with its defaults, and its digest is that of the spec', async () => {
    const draft = await propose(agent, { name: 'whole' });
    const review = accepted(await reviewDraft(reviewer, draft.id));
    expect(review.draft.proposedSpec).toMatchObject({
      name: 'whole',
      timeout_seconds: 30,
      events: ['*'],
      enabled: true,
    });
    expect(digestOf(review.draft.proposedSpec)).toBe(draft.proposedSpecDigest);
  });

  it.each([
    ['a create of a name that lives', {}, 'RESOURCE_NAME_CONFLICT'],
    ['an update of a version that is not live', { operation: 'update', base_version: 9 }, 'BASE_CHANGED'],
    ['an update that changes nothing', { operation: 'update' }, 'VALIDATION_FAILED'],
  ])('refuses %s', async (_name, rest, code) => {
    const live = 'lives';
    const draft = await create(agent, proposalOf({ name: live }));
    if (draft.ok) accepted(await apply(reviewer, draft.value.draft));
    expect(codeOf(await create(agent, proposalOf({ name: live }, rest)))).toBe(code);
  });

  it.each(['update', 'delete'])('refuses an %s of what does not live', async (operation) => {
    expect(codeOf(await create(agent, proposalOf({ name: 'nowhere' }, { operation })))).toBe(
      'RESOURCE_NOT_FOUND',
    );
  });

  it.each([
    ['an unknown field', proposalOf({ name: 'x-unknown', foo: 1 }), 'VALIDATION_FAILED'],
    [
      'a metadata address',
      proposalOf({ target_url: 'https://169.254.169.254/latest' }),
      'TARGET_URL_INVALID',
    ],
    ['an unknown provider', proposalOf({ provider_template: 'paypal' }), 'PROVIDER_TEMPLATE_UNKNOWN'],
    [
      'a raw secret',
      proposalOf({ description: ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_') }),
      'SECRET_MATERIAL_DETECTED',
    ],
    [
      'a secret in the rationale',
      { ...proposalOf(), rationale: `ghp_${'a'.repeat(36)}` },
      'SECRET_MATERIAL_DETECTED',
    ],
    ['something that is no object', 'spec', 'VALIDATION_FAILED'],
    ['a life beyond the bounds', proposalOf({}, { ttl_hours: 721 }), 'VALIDATION_FAILED'],
  ])('refuses %s and stores nothing', async (_name, input, code) => {
    const before = await draftCount();
    const result = await create(agent, input);
    expect(codeOf(result)).toBe(code);
    expect(JSON.stringify(result)).not.toMatch(/sk_live_4eC|ghp_aaa/);
    expect(await draftCount()).toBe(before);
  });

  it('makes one draft of 32 identical requests at once', async () => {
    const before = await draftCount();
    const input = proposalOf({ name: 'thirty-two' }, { idempotency_key: 'same' });
    const drafts = (await Promise.all(Array.from({ length: 32 }, () => create(agent, input)))).map(accepted);
    expect(new Set(drafts.map(({ draft }) => draft.id)).size).toBe(1);
    expect(drafts.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await draftCount()).toBe(before + 1);
    const other = proposalOf({ name: 'another' }, { idempotency_key: 'same' });
    expect(codeOf(await create(agent, other))).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('gives the key back after a refusal', async () => {
    const wrong = proposalOf({ name: 'absent-yet' }, { operation: 'update', idempotency_key: 'again' });
    expect(codeOf(await create(agent, wrong))).toBe('RESOURCE_NOT_FOUND');
    expect(
      codeOf(await create(agent, proposalOf({ name: 'absent-yet' }, { idempotency_key: 'again' }))),
    ).toBe('ok');
  });
});

describe('who may propose', () => {
  it('an agent without the scope may not', async () => {
    const reader = (await makeKey(person, ['mcp:read:drafts'])).agent;
    expect(codeOf(await create(reader, proposalOf()))).toBe('INSUFFICIENT_SCOPE');
  });

  it('a viewer may not', async () => {
    const viewer = await makeSession(await makePerson(person.tenant, 'viewer'));
    expect(codeOf(await create(viewer, proposalOf()))).toBe('ROLE_REQUIRED');
  });

  it('another tenant sees neither the draft nor its evidence', async () => {
    const draft = await propose(agent, { name: 'hidden' });
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(codeOf(await reviewDraft(stranger, draft.id))).toBe('DRAFT_NOT_FOUND');
    expect(await eventsOf(stranger, draft.id)).toEqual([]);
  });

  it('the same idempotency key of another agent is another request', async () => {
    const other = (await makeKey(person)).agent;
    const input = proposalOf({ name: 'per-principal' }, { idempotency_key: 'shared' });
    const [mine, theirs] = [accepted(await create(agent, input)), accepted(await create(other, input))];
    expect(mine.draft.id).not.toBe(theirs.draft.id);
  });
});
