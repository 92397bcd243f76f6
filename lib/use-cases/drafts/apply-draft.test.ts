import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findDraft } from '@/db/queries/drafts';
import { markApplied } from '@/db/queries/drafts-apply-write';
import { withTenant, withTenantRead } from '@/db/tenant';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestPerson,
  type TestTenant,
} from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import type { Agent, Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { digestOf } from '@/lib/domain/evidence/digest';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { showEndpoint } from '../endpoints/show-endpoint';
import { listEvidence } from '../evidence/list-evidence';
import { applyDraft } from './apply-draft';
import { putResource } from './put-resource';
import { reviewDraft } from './review-draft';

const owner = postgres(inject('ownerUrl'), { max: 1 });
let tenant: TestTenant;
let person: TestPerson;
let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  tenant = await makeTenant();
  person = await makePerson(tenant, 'reviewer');
  reviewer = await makeSession(person);
  agent = (await makeKey(person)).agent;
});
afterAll(() => owner.end());

/** As the owner of the tables: the only way to a row that the product itself would refuse to make. */
const asOwner = (run: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
    await run(sql);
  });

const storable = (over: Spec): postgres.JSONValue =>
  JSON.parse(JSON.stringify(endpointSpec(over))) as postgres.JSONValue;

const statusOf = async (draft: DraftSummary) => accepted(await reviewDraft(reviewer, draft.id)).draft.status;
const liveNames = () =>
  withTenantRead(reviewer, async ({ sql }) => [
    ...(await sql<
      { name: string; version: number }[]
    >`select name, version from endpoints where deleted_at is null`),
  ]);

describe('applyDraft', () => {
  it('puts resource, version, draft and evidence in place together', async () => {
    const draft = await propose(agent, { name: 'together' });
    const applied = accepted(await apply(reviewer, draft));
    expect(applied.draft.status).toBe('applied');
    expect(applied.resource).toEqual({ kind: 'endpoint', id: expect.stringMatching(/^end_/), version: 1 });
    const { endpoint } = accepted(await showEndpoint(reviewer, { id: applied.resource.id }));
    expect(endpoint).toMatchObject({ name: 'together', version: 1, digest: draft.proposedSpecDigest });
    expect(digestOf(endpoint.spec)).toBe(draft.proposedSpecDigest);
    const { items } = accepted(await listEvidence(reviewer, { draft_id: draft.id }));
    expect(items.map(({ event }) => event)).toEqual(['draft_applied', 'draft_viewed', 'draft_created']);
    expect(items[0]?.payload).toMatchObject({
      applied_by: reviewer.userId,
      resource_created: applied.resource,
      previous_digest: items[2]?.leafHash,
    });
    expect(items[0]).toMatchObject({
      id: applied.evidence.id,
      merklePosition: applied.evidence.merklePosition,
    });
  });

  it('makes the next version of an update and frees the name at a delete', async () => {
    accepted(await apply(reviewer, await propose(agent, { name: 'cycle' })));
    const update = await propose(agent, { name: 'cycle', timeout_seconds: 20 }, { operation: 'update' });
    expect(accepted(await apply(reviewer, update)).resource.version).toBe(2);
    const removal = await propose(agent, { name: 'cycle' }, { operation: 'delete' });
    const removed = accepted(await apply(reviewer, removal));
    expect(removed.resource.version).toBe(3);
    expect(codeOf(await showEndpoint(reviewer, { name: 'cycle' }))).toBe('RESOURCE_NOT_FOUND');
    const again = accepted(await apply(reviewer, await propose(agent, { name: 'cycle' })));
    expect(again.resource).toMatchObject({ version: 1 });
    expect(again.resource.id).not.toBe(removed.resource.id);
  });

  it('lets exactly one of two parallel applies through', async () => {
    const draft = await propose(agent, { name: 'race' });
    const results = await Promise.all([apply(reviewer, draft), apply(reviewer, draft)]);
    expect(results.map(codeOf).toSorted()).toEqual(['DRAFT_NOT_PENDING', 'ok']);
    expect(await eventsOf(reviewer, draft.id)).toEqual([
      'draft_created',
      'draft_viewed',
      'draft_applied',
      'draft_apply_refused',
    ]);
  });

  it('lets one of two drafts that create the same name through, and tells the other that its base moved', async () => {
    const drafts = [
      await propose(agent, { name: 'twins' }),
      await propose(agent, { name: 'twins', timeout_seconds: 9 }),
    ];
    const results = await Promise.all(drafts.map((draft) => apply(reviewer, draft)));
    expect(results.map(codeOf).toSorted()).toEqual(['BASE_CHANGED', 'ok']);
  });

  it('names the fields that moved when the base is no longer live', async () => {
    accepted(await apply(reviewer, await propose(agent, { name: 'moved' })));
    const stale = await propose(agent, { name: 'moved', timeout_seconds: 20 }, { operation: 'update' });
    const other = await propose(
      agent,
      { name: 'moved', target_url: 'https://hooks.acme.com/v2' },
      { operation: 'update' },
    );
    accepted(await apply(reviewer, other));
    const result = await apply(reviewer, stale);
    expect(result).toMatchObject({
      ok: false,
      refusal: { code: 'BASE_CHANGED', moved: [expect.objectContaining({ base: '/orders', live: '/v2' })] },
    });
    expect(await statusOf(stale)).toBe('pending');
  });

  it.each([
    ['another digest', { proposedSpecDigest: `sha256:${'0'.repeat(64)}` }, 'SPEC_DIGEST_MISMATCH'],
    ['another lock version', { lockVersion: 7 }, 'LOCK_VERSION_CONFLICT'],
  ])('refuses %s than the draft has, and changes nothing', async (_name, over, code) => {
    const draft = await propose(agent, { name: `seen-${code.toLowerCase().replaceAll('_', '-')}` });
    const seen = {
      draftId: draft.id,
      proposedSpecDigest: draft.proposedSpecDigest,
      lockVersion: draft.lockVersion,
      acknowledgedFlags: null,
    };
    expect(codeOf(await applyDraft(reviewer, { ...seen, idempotencyKey: null, ...over }))).toBe(code);
    expect(await statusOf(draft)).toBe('pending');
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
  });

  it('refuses an expired draft by the clock, before any sweep', async () => {
    const draft = await propose(agent, { name: 'late' });
    await asOwner(
      (sql) => sql`
      update drafts set expires_at = created_at + interval '1 millisecond' where id = ${draft.id}`,
    );
    expect(codeOf(await apply(reviewer, draft))).toBe('DRAFT_EXPIRED');
  });

  it.each([
    ['a kind that cannot be applied', { type: 'route', proposed_spec: null }, 'DRAFT_TYPE_NOT_APPLICABLE'],
    ['no spec', { proposed_spec: null }, 'PROPOSED_SPEC_INVALID'],
    ['an empty spec', { proposed_spec: {} }, 'PROPOSED_SPEC_INVALID'],
    ['an unknown key', { proposed_spec: storable({ run_as: 'root' }) }, 'PROPOSED_SPEC_INVALID'],
    [
      'an unknown provider',
      { proposed_spec: storable({ provider_template: 'paypal' }) },
      'PROVIDER_TEMPLATE_UNKNOWN',
    ],
    [
      'a metadata address',
      { proposed_spec: storable({ target_url: 'https://169.254.169.254/' }) },
      'TARGET_URL_INVALID',
    ],
    ['an empty URL', { proposed_spec: storable({ target_url: '' }) }, 'TARGET_URL_INVALID'],
    [
      'a raw secret',
      { proposed_spec: storable({ description: ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_') }) },
      'SECRET_MATERIAL_DETECTED',
    ],
  ] as [string, { type?: string; proposed_spec: postgres.JSONValue }, string][])(
    'refuses a stored draft with %s',
    async (name, over, code) => {
      const id = `drf_01J${code.length}${name.length}ZZZZZZZZZZZZZZZZZZZZZZZZZ`.slice(0, 30);
      const digest = digestOf(over.proposed_spec);
      await asOwner(async (sql) => {
        const spec = over.proposed_spec === null ? null : sql.json(over.proposed_spec);
        await sql`insert into drafts (id, tenant_id, type, operation, channel, created_by_kind, created_by_id,
        created_by_name, created_at, expires_at, resource_name, environment, proposed_spec, proposed_spec_digest,
        correlation_id, summary, change_count, risk_tier) values (${id}, ${tenant.id}, ${over.type ?? 'endpoint'},
        'create', 'mcp', 'agent', ${agent.keyId}, 'bot', now(), now() + interval '1 hour', ${`seed-${id.toLowerCase()}`},
        'dev', ${spec}, ${digest}, 'req_seed', '', 0, 'low')`;
      });
      const result = await applyDraft(reviewer, {
        draftId: id,
        proposedSpecDigest: digest,
        lockVersion: 1,
        acknowledgedFlags: null,
        idempotencyKey: null,
      });
      expect(codeOf(result)).toBe(code);
      expect(JSON.stringify(result)).not.toContain('whsec_');
      expect(await liveNames()).not.toContainEqual(
        expect.objectContaining({ name: `seed-${id.toLowerCase()}` }),
      );
      expect(await eventsOf(reviewer, id)).toEqual(['draft_apply_refused']);
    },
  );

  it('replays the first answer to the same idempotency key, and refuses it for another request', async () => {
    const draft = await propose(agent, { name: 'replay' });
    const first = accepted(await apply(reviewer, draft, 'key-1'));
    const second = accepted(await apply(reviewer, draft, 'key-1'));
    expect(second).toEqual({ ...first, replayed: true });
    const other = await propose(agent, { name: 'replay-other' });
    expect(codeOf(await apply(reviewer, other, 'key-1'))).toBe('IDEMPOTENCY_CONFLICT');
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_viewed', 'draft_applied']);
  });

  it('runs once for sixteen callers with one idempotency key', async () => {
    const draft = await propose(agent, { name: 'sixteen' });
    const results = await Promise.all(Array.from({ length: 16 }, () => apply(reviewer, draft, 'key-16')));
    expect(results.map(codeOf)).toEqual(Array.from({ length: 16 }, () => 'ok'));
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_viewed', 'draft_applied']);
  });
});

describe('who may apply', () => {
  it.each(['viewer', 'operator'] as const)(
    'a %s may not, and leaves one leaf however often they try',
    async (role) => {
      const draft = await propose(agent, { name: `by-${role}` });
      const actor = await makeSession(await makePerson(tenant, role));
      expect(codeOf(await apply(actor, draft))).toBe('ROLE_REQUIRED');
      expect(codeOf(await apply(actor, draft))).toBe('ROLE_REQUIRED');
      expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
    },
  );

  it('a person whose session was revoked after the page was rendered may not', async () => {
    const draft = await propose(agent, { name: 'revoked-session' });
    const actor = await makeSession(person);
    await asOwner((sql) => sql`update sessions set revoked_at = now() where id = ${actor.sessionId}`);
    expect(codeOf(await apply(actor, draft))).toBe('UNAUTHENTICATED');
  });

  it('a person who was demoted a moment ago may not, whatever their session says', async () => {
    const demoted = await makePerson(tenant, 'reviewer');
    const actor = await makeSession(demoted);
    await asOwner((sql) => sql`update users set role = 'viewer' where id = ${demoted.id}`);
    expect(codeOf(await apply(actor, await propose(agent, { name: 'demoted' })))).toBe('ROLE_REQUIRED');
  });

  it('nobody may while the tenant is stopped, or when the switch cannot be read', async () => {
    const draft = await propose(agent, { name: 'stopped' });
    await asOwner((sql) => sql`update kill_switches set engaged_at = now(), engaged_by = 'test'`);
    expect(codeOf(await apply(reviewer, draft))).toBe('KILL_SWITCH_ENGAGED');
    await asOwner((sql) => sql`delete from kill_switches`);
    expect(codeOf(await apply(reviewer, draft))).toBe('KILL_SWITCH_ENGAGED');
    await asOwner(
      (sql) =>
        sql`insert into kill_switches (tenant_id, scope, subject) values (${tenant.id}, 'tenant', '*')`,
    );
    expect(codeOf(await apply(reviewer, draft))).toBe('ok');
  });

  it('a reviewer of another tenant finds no such draft', async () => {
    const draft = await propose(agent, { name: 'foreign' });
    const elsewhere = await makeTenant();
    const stranger = await makeSession(await makePerson(elsewhere, 'admin'));
    const missing = { ...draft, id: 'drf_01ARZ3NDEKTSV4RRFFQ69G5FAV' };
    expect(await apply(stranger, draft)).toEqual(await apply(stranger, missing));
    expect(codeOf(await apply(stranger, draft))).toBe('DRAFT_NOT_FOUND');
  });

  it('a person applies their own draft only where nobody else could', async () => {
    const alone = await makeTenant();
    const only = await makeSession(await makePerson(alone, 'admin'));
    const own = await propose(only, { name: 'own' });
    const second = await propose(only, { name: 'own-second' });
    expect(codeOf(await apply(only, own))).toBe('ok');
    const colleague = await makeSession(await makePerson(alone, 'reviewer'));
    expect(codeOf(await apply(only, second))).toBe('PROPOSER_CANNOT_APPLY');
    expect(codeOf(await apply(colleague, second))).toBe('ok');
  });

  it('an agent is stopped by the database even if every line of code let it through', async () => {
    const draft = await propose(agent, { name: 'smuggled' });
    const resource = withTenant(agent, async (tx) => {
      const stored = await findDraft(tx, draft.id);
      if (stored === null) throw new Error('the draft is gone');
      await putResource(tx, reviewer, stored, new Date());
    });
    await expect(resource).rejects.toThrow('permission denied for table endpoints');
    const status = withTenant(agent, (tx) =>
      markApplied(tx, { draftId: draft.id, by: reviewer, at: new Date(), resourceId: 'end_x', version: 1 }),
    );
    await expect(status).rejects.toThrow('permission denied for table drafts');
    expect(await statusOf(draft)).toBe('pending');
  });
});
