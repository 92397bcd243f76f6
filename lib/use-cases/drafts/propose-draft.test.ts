import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { auditLog } from '@/db/testing/audit-log';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { endpointSpec, proposalOf } from '@/db/testing/proposals';
import type { Agent, Human } from '@/lib/domain/actor';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { createDraft } from './create-draft';
import { discardDraft } from './discard-draft';
import { listDrafts } from './list-drafts';
import { restoreDraft } from './restore-draft';

const owner = postgres(inject('ownerUrl'), { max: 1 });
const request = { correlationId: 'req_test', channel: 'mcp' } as const;
const create = (actor: Agent | Human, input: unknown) => createDraft(actor, 'endpoint', input, request);
let person: TestPerson;
let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  agent = (await makeKey(person)).agent;
});
afterAll(() => owner.end());

const asOwner = (run: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${person.tenant.id}, true)`;
    await run(sql);
  });
const expire = (id: string) =>
  asOwner((sql) => sql`update drafts set expires_at = created_at + interval '1 ms' where id = ${id}`);
const withdraw = (actor: Agent, draftId: string) =>
  discardDraft(actor, { draftId, reason: 'not_needed', message: '', idempotencyKey: null });
const named = async (name: string) => accepted(await listDrafts(reviewer, { q: name })).items;

const manyAtOnce = (nameOf: (n: number) => string) =>
  Promise.all(Array.from({ length: 24 }, (_, n) => create(agent, proposalOf({ name: nameOf(n) }))));

describe('a proposal that its proposer has waiting already', () => {
  it('is answered with that draft, marked, and leaves nothing behind', async () => {
    const first = accepted(await create(agent, proposalOf({ name: 'same' })));
    const again = accepted(await create(agent, proposalOf({ name: 'same' }, { rationale: 'once more' })));
    expect(first.duplicate).toBe(false);
    expect(again).toMatchObject({ duplicate: true, draft: { id: first.draft.id } });
    expect(again.warnings.at(-1)).toContain(first.draft.id);
    expect(await named('same')).toHaveLength(1);
    expect(await eventsOf(reviewer, first.draft.id)).toEqual(['draft_created']);
  });

  it('is one draft, whatever twins come at once and without any key', async () => {
    // On connections that have to be opened first they would come one after the other.
    await manyAtOnce((n) => `warm-${n}`);
    const drafts = (await manyAtOnce(() => 'twins')).map(accepted);
    expect(new Set(drafts.map(({ draft }) => draft.id)).size).toBe(1);
    expect(drafts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(await named('twins')).toHaveLength(1);
    expect((await auditLog(person.tenant.system)).sound).toBe(true);
  });

  it('is a draft of its own when another proposes it, or when anything about it differs', async () => {
    const first = accepted(await create(agent, proposalOf({ name: 'others' })));
    const other = (await makeKey(person)).agent;
    const different = [
      await create(other, proposalOf({ name: 'others' })),
      await create(agent, proposalOf({ name: 'others', timeout_seconds: 7 })),
      await create(reviewer, proposalOf({ name: 'others' })),
    ].map(accepted);
    expect(different.map(({ duplicate }) => duplicate)).toEqual([false, false, false]);
    expect(new Set([first, ...different].map(({ draft }) => draft.id)).size).toBe(4);
  });

  it('is a draft of its own when the first was made against another version', async () => {
    accepted(await apply(reviewer, await propose(agent, { name: 'versions' })));
    const wanted = proposalOf({ name: 'versions', timeout_seconds: 9 }, { operation: 'update' });
    const stale = accepted(await create(agent, wanted));
    const between = proposalOf({ name: 'versions', timeout_seconds: 8 }, { operation: 'update' });
    accepted(await apply(reviewer, accepted(await create(agent, between)).draft));
    expect(accepted(await create(agent, wanted))).toMatchObject({ duplicate: false });
    expect(stale.duplicate).toBe(false);
  });

  it('is a draft of its own once the first is decided or its time has passed, swept or not', async () => {
    const first = accepted(await create(agent, proposalOf({ name: 'ended' })));
    accepted(await withdraw(agent, first.draft.id));
    const second = accepted(await create(agent, proposalOf({ name: 'ended' })));
    await expire(second.draft.id);
    const third = accepted(await create(agent, proposalOf({ name: 'ended' })));
    expect(new Set([first, second, third].map(({ draft }) => draft.id)).size).toBe(3);
  });
});

const numbered = (name: string, n: number) => proposalOf({ name: `${name}-${n}` });

describe('the limit of a key', () => {
  it('is kept exactly when many come at once, and is nobody else’s', async () => {
    const small = (await makeKey(person, undefined, { maxPending: 10 })).agent;
    const asked = Array.from({ length: 30 }, (_, n) => create(small, numbered('flood', n)));
    const codes = (await Promise.all(asked)).map(codeOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(10);
    expect(codes.filter((code) => code === 'DRAFT_LIMIT_REACHED')).toHaveLength(20);
    expect(await named('flood-')).toHaveLength(10);
    expect(codeOf(await create(agent, numbered('calm', 1)))).toBe('ok');
  });

  it('counts what waits: a decision or the end of a draft’s time makes room', async () => {
    const small = (await makeKey(person, undefined, { maxPending: 2 })).agent;
    const one = accepted(await create(small, numbered('room', 1)));
    const two = accepted(await create(small, numbered('room', 2)));
    expect(codeOf(await create(small, numbered('room', 3)))).toBe('DRAFT_LIMIT_REACHED');
    expect(accepted(await create(small, numbered('room', 2)))).toMatchObject({ duplicate: true });
    accepted(await withdraw(small, one.draft.id));
    expect(codeOf(await create(small, numbered('room', 3)))).toBe('ok');
    expect(codeOf(await create(small, numbered('room', 4)))).toBe('DRAFT_LIMIT_REACHED');
    await expire(two.draft.id);
    expect(codeOf(await create(small, numbered('room', 4)))).toBe('ok');
    expect(codeOf(await create(small, numbered('room', 5)))).toBe('DRAFT_LIMIT_REACHED');
  });

  it('counts what the key had waiting before its proposals were counted', async () => {
    const small = (await makeKey(person, undefined, { maxPending: 2 })).agent;
    accepted(await create(small, numbered('before', 1)));
    accepted(await create(small, numbered('before', 2)));
    await asOwner((sql) => sql`delete from proposers where principal = ${small.keyId}`);
    expect(codeOf(await create(small, numbered('before', 3)))).toBe('DRAFT_LIMIT_REACHED');
  });

  it('comes after a replay: what was answered stays answered', async () => {
    const small = (await makeKey(person, undefined, { maxPending: 1 })).agent;
    const input = proposalOf({ name: 'replayed' }, { idempotency_key: 'full' });
    const first = accepted(await create(small, input));
    expect(codeOf(await create(small, numbered('replayed', 1)))).toBe('DRAFT_LIMIT_REACHED');
    expect(accepted(await create(small, input))).toEqual({ ...first, replayed: true });
  });
});

describe('the life of a draft', () => {
  it('stays within the bounds of its tenant, said in words', async () => {
    await asOwner(
      (sql) => sql`update tenants set draft_ttl_min_hours = 4, draft_ttl_hours = 8, draft_ttl_max_hours = 48`,
    );
    const usual = await propose(agent, { name: 'usual' });
    expect(usual.expiresAt.getTime() - usual.createdAt.getTime()).toBe(8 * 3_600_000);
    const longest = await propose(agent, { name: 'longest' }, { ttl_hours: 48 });
    expect(longest.expiresAt.getTime() - longest.createdAt.getTime()).toBe(48 * 3_600_000);
    for (const hours of [3, 49]) {
      const refused = await create(agent, proposalOf({ name: 'beyond' }, { ttl_hours: hours }));
      expect(refused).toMatchObject({
        ok: false,
        refusal: {
          code: 'VALIDATION_FAILED',
          message: expect.stringContaining('ttl_hours: Must be from 4 to 48'),
        },
      });
    }
  });

  it('cannot be set to bounds that hold no usual life', async () => {
    const attempt = asOwner((sql) => sql`update tenants set draft_ttl_max_hours = 5`);
    await expect(attempt).rejects.toMatchObject({ constraint_name: 'tenants_draft_ttl_bounds' });
  });
});

it('lets no agent claim to follow from a decided draft', async () => {
  const draft = await propose(agent, { name: 'follower' });
  accepted(await withdraw(agent, draft.id));
  const restored = accepted(
    await restoreDraft(reviewer, { draftId: draft.id, rationale: null, idempotencyKey: null }, request),
  );
  expect(restored.draft.createdBy.kind).toBe('human');
  const forged = asOwner(
    (sql) => sql`
      insert into drafts (id, tenant_id, type, operation, channel, created_by_kind, created_by_id, created_by_name,
        created_at, expires_at, resource_name, environment, proposed_spec, proposed_spec_digest, correlation_id,
        summary, change_count, risk_tier, restores)
      values ('drf_01J1ZZZZZZZZZZZZZZZZZZZZZZ', ${person.tenant.id}, 'endpoint', 'create', 'mcp', 'agent', 'key_1',
        'bot', now(), now() + interval '1 hour', 'forged', 'dev', ${sql.json({ name: String(endpointSpec()['name']) })},
        ${draft.proposedSpecDigest}, 'req_seed', '', 0, 'low', ${draft.id})`,
  );
  await expect(forged).rejects.toMatchObject({ code: '23514' });
});
