import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestTenant,
} from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import { digestOf } from '@/lib/domain/evidence/digest';
import { endpoint } from '@/lib/domain/resource/endpoint/endpoint';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { type Ask, ask } from '@/lib/http/testing/ask';
import { eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { GET as showDraft } from '../route';
import { POST } from './route';

const owner = postgres(inject('ownerUrl'), { max: 1 });
let tenant: TestTenant;
let reviewer: Human;
let viewer: Human;
let stranger: Human;
let key: TestKey;

beforeAll(async () => {
  tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  reviewer = await makeSession(person);
  viewer = await makeSession(await makePerson(tenant, 'viewer'));
  stranger = await makeSession(await makePerson(await makeTenant(), 'reviewer'));
  key = await makeKey(person);
});
afterAll(() => owner.end());

type Seen = { id: string; proposedSpecDigest: string; lockVersion: number };

/** The reviewer's apply of what they saw, with whatever a test changes about it. */
const apply = (draft: Seen, over: Partial<Ask> = {}) =>
  ask(POST, {
    path: `/api/v1/drafts/${draft.id}/apply`,
    params: { id: draft.id },
    as: reviewer,
    body: { proposed_spec_digest: draft.proposedSpecDigest, lock_version: draft.lockVersion },
    ...over,
    headers: { 'x-user-id': reviewer.userId, ...over.headers },
  });

const statusNow = async (id: string) => {
  const { body } = await ask(showDraft, { path: `/api/v1/drafts/${id}`, params: { id }, as: reviewer });
  return (body as { status: string }).status;
};

/** A row that the product itself would refuse to make. */
async function seed(number: number, spec: Spec | null, type = 'endpoint'): Promise<Seen> {
  const id = `drf_01JSEED${String(number).padStart(19, '0')}`;
  const digest = digestOf(spec);
  await owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
    await sql`insert into drafts (id, tenant_id, type, operation, channel, created_by_kind, created_by_id,
      created_by_name, created_at, expires_at, resource_name, environment, proposed_spec, proposed_spec_digest,
      correlation_id, summary, change_count, risk_tier) values (${id}, ${tenant.id}, ${type}, 'create', 'mcp', 'agent',
      ${key.agent.keyId}, 'bot', now(), now() + interval '1 hour', ${`seed-${number}`}, 'dev',
      ${spec === null ? null : sql.json(spec as postgres.JSONValue)}, ${digest}, 'req_seed', '', 0, 'low')`;
  });
  return { id, proposedSpecDigest: digest, lockVersion: 1 };
}

describe('POST /api/v1/drafts/{id}/apply', () => {
  it('answers draft, resource and evidence', async () => {
    const draft = await propose(key.agent, { name: 'rest-happy' });
    const { status, headers, body } = await apply(draft);
    expect(status).toBe(200);
    expect(body).toEqual({
      draft: expect.objectContaining({ id: draft.id, status: 'applied', lock_version: 2 }),
      resource: { kind: 'endpoint', id: expect.stringMatching(/^end_/), version: 1 },
      evidence: { id: expect.stringMatching(/^evd_/), merkle_position: expect.any(Number) },
    });
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('vary')).toBe('Cookie, Authorization, X-MCP-API-Key, X-User-Id, Accept');
    expect(headers.get('idempotent-replayed')).toBeNull();
  });

  it('holds ticked flags to what stands when they are given, and asks for none', async () => {
    const draft = await propose(key.agent, { name: 'rest-ticks', target_url: 'https://in.example.net/a' });
    const { proposedSpecDigest: proposed_spec_digest, lockVersion: lock_version } = draft;
    const ticking = (acknowledged_flags: unknown) =>
      apply(draft, { body: { proposed_spec_digest, lock_version, acknowledged_flags } });
    expect(await ticking([])).toMatchObject({
      status: 422,
      body: {
        code: 'CHECKLIST_INCOMPLETE',
        category: 'validation',
        errors: [{ path: 'acknowledged_flags', code: 'new-domain', message: 'New domain' }],
      },
    });
    expect(await ticking(['I looked'])).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(await ticking(null)).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
    expect((await ticking(['new-domain'])).status).toBe(200);
  });

  it('lets one of two parallel applies through', async () => {
    const draft = await propose(key.agent, { name: 'rest-race' });
    const answers = await Promise.all([apply(draft), apply(draft)]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409']);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'DRAFT_NOT_PENDING' });
  });

  it('refuses what was not seen, changes nothing, and leaves one leaf each', async () => {
    const draft = await propose(key.agent, { name: 'rest-unseen' });
    const other = await apply({ ...draft, proposedSpecDigest: `sha256:${'0'.repeat(64)}` });
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'SPEC_DIGEST_MISMATCH', category: 'conflict' },
    });
    const locked = await apply({ ...draft, lockVersion: 9 });
    expect(locked).toMatchObject({ status: 409, body: { code: 'LOCK_VERSION_CONFLICT' } });
    expect(await statusNow(draft.id)).toBe('pending');
    expect(await eventsOf(reviewer, draft.id)).toEqual([
      'draft_created',
      'draft_apply_refused',
      'draft_apply_refused',
    ]);
  });

  it('names the fields that moved when the base did', async () => {
    expect((await apply(await propose(key.agent, { name: 'rest-moved' }))).status).toBe(200);
    const update = { operation: 'update' };
    const stale = await propose(key.agent, { name: 'rest-moved', timeout_seconds: 20 }, update);
    const faster = await propose(key.agent, { name: 'rest-moved', timeout_seconds: 5 }, update);
    expect((await apply(faster)).status).toBe(200);
    expect(await apply(stale)).toMatchObject({
      status: 409,
      body: { code: 'BASE_CHANGED', moved: [{ field: 'timeout_seconds', base: '30 s', live: '5 s' }] },
    });
  });

  it('answers 410 to an expired draft that nobody has swept', async () => {
    const draft = await propose(key.agent, { name: 'rest-late' });
    await owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
      await sql`update drafts set expires_at = created_at + interval '1 millisecond' where id = ${draft.id}`;
    });
    expect(await apply(draft)).toMatchObject({ status: 410, body: { code: 'DRAFT_EXPIRED' } });
  });

  it.each<[number, string, Spec | null, string?]>([
    [1, 'DRAFT_TYPE_NOT_APPLICABLE', null, 'route'],
    [2, 'PROPOSED_SPEC_INVALID', { ...endpointSpec(), run_as: 'root' }],
    [3, 'PROVIDER_TEMPLATE_UNKNOWN', endpointSpec({ provider_template: 'paypal' })],
    [4, 'TARGET_URL_INVALID', endpointSpec({ target_url: 'ftp://x' })],
    [
      5,
      'SECRET_MATERIAL_DETECTED',
      endpointSpec({ description: ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_') }),
    ],
  ])('check refused for seeded draft %i: 422 %s', async (number, code, spec, type) => {
    const draft = await seed(number, spec, type);
    const { status, body } = await apply(draft);
    expect({ status, body }).toMatchObject({ status: 422, body: { code, category: 'validation' } });
    expect(JSON.stringify(body)).not.toContain('whsec_');
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_apply_refused']);
  });

  it('names every one of checks 7 to 9 that failed', async () => {
    const spec = endpointSpec({ provider_template: 'paypal', target_url: '' });
    const { body } = await apply(await seed(6, spec));
    expect(body).toMatchObject({ codes: ['PROVIDER_TEMPLATE_UNKNOWN', 'TARGET_URL_INVALID'] });
  });

  it('says no when a check breaks', async () => {
    const broken = vi.spyOn(endpoint, 'checkTarget').mockImplementation(() => {
      throw new TypeError('secret internals');
    });
    const draft = await seed(7, endpointSpec());
    const { status, body } = await apply(draft).finally(() => broken.mockRestore());
    expect({ status, body }).toMatchObject({ status: 500, body: { code: 'APPLY_VALIDATION_ERROR' } });
    expect(JSON.stringify(body)).not.toContain('secret internals');
    expect(await statusNow(draft.id)).toBe('pending');
  });

  it('does not tell a foreign draft, a missing one and an impossible id apart', async () => {
    const draft = await propose(key.agent, { name: 'rest-foreign' });
    const asked = { as: stranger, headers: { 'x-user-id': stranger.userId } };
    const foreign = await apply(draft, asked);
    const missing = await apply({ ...draft, id: 'drf_01J00000000000000000000000' }, asked);
    const impossible = await apply({ ...draft, id: "x' or 1=1" }, asked);
    const said = [foreign, missing, impossible].map(({ status, body }) => {
      const { code, detail, title } = body as Record<string, unknown>;
      return { status, code, detail, title };
    });
    expect(said[0]).toMatchObject({ status: 404, code: 'DRAFT_NOT_FOUND' });
    expect(said).toEqual([said[0], said[0], said[0]]);
    expect(await statusNow(draft.id)).toBe('pending');
  });

  it('replays an idempotency key, refuses it for another request, and runs once for eight at a time', async () => {
    const draft = await propose(key.agent, { name: 'rest-once' });
    const keyed = { headers: { 'idempotency-key': 'rest-once-1' } };
    const answers = await Promise.all(Array.from({ length: 8 }, () => apply(draft, keyed)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const replayed = answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true');
    expect(replayed).toHaveLength(7);
    const other = await apply(await propose(key.agent, { name: 'rest-other' }), keyed);
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_viewed', 'draft_applied']);
  });
});

describe('who applies', () => {
  it.each<[string, Partial<Ask>, number, string]>([
    ['no session', { as: null }, 401, 'UNAUTHENTICATED'],
    ['no X-User-Id', { headers: { 'x-user-id': null } }, 401, 'HUMAN_IDENTITY_REQUIRED'],
    [
      'another X-User-Id',
      { headers: { 'x-user-id': 'usr_01J00000000000000000000000' } },
      403,
      'USER_ID_MISMATCH',
    ],
    ['no Origin', { headers: { origin: null } }, 403, 'ORIGIN_NOT_ALLOWED'],
    ['a foreign Origin', { headers: { origin: 'https://evil.example' } }, 403, 'ORIGIN_NOT_ALLOWED'],
    ['a foreign Host', { headers: { host: 'evil.example' } }, 403, 'HOST_NOT_ALLOWED'],
    ['an Accept of something else', { headers: { accept: 'text/html' } }, 406, 'NOT_ACCEPTABLE'],
    ['a form', { headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['an unusable Idempotency-Key', { headers: { 'idempotency-key': 'a b' } }, 400, 'HEADER_INVALID'],
    ['broken JSON', { body: '{"lock_version":' }, 400, 'MALFORMED_JSON'],
    ['a key twice', { body: '{"lock_version":1,"lock_version":1}' }, 400, 'MALFORMED_JSON'],
    ['a field too many', { body: { lock_version: 1, force: true } }, 422, 'VALIDATION_FAILED'],
    ['ten megabytes', { body: JSON.stringify('x'.repeat(10_000_000)) }, 413, 'PAYLOAD_TOO_LARGE'],
    ['a query', { path: '/api/v1/drafts/x/apply?force=1' }, 422, 'VALIDATION_FAILED'],
  ])('refuses %s', async (_, over, status, code) => {
    const draft = { id: 'drf_01J00000000000000000000000', proposedSpecDigest: digestOf({}), lockVersion: 1 };
    const answer = await apply(draft, over);
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('refuses every agent credential before it looks for the draft, and leaves one leaf an hour', async () => {
    const subject = 'drf_01J00000000000000000000001';
    const places: Partial<Ask>[] = [
      { token: key.token, as: null },
      { token: key.token },
      { token: 'mcp_nonsense' },
      { headers: { 'x-mcp-api-key': key.token } },
      { headers: { 'x-api-key': key.token } },
      { headers: { authorization: `Basic ${btoa(`agent:${key.token}`)}` } },
      { headers: { 'x-whatever': key.token, origin: null } },
      { path: `/api/v1/drafts/${subject}/apply?key=${key.token}` },
      { token: key.token, body: 'not even JSON' },
      { headers: { 'x-countersign-agent-credential': '1' } },
    ];
    for (const over of places) {
      const answer = await apply({ id: subject, proposedSpecDigest: digestOf({}), lockVersion: 1 }, over);
      expect(answer).toMatchObject({
        status: 403,
        body: { code: 'MCP_CANNOT_APPLY', category: 'policy_denial' },
      });
    }
    expect(await eventsOf(reviewer, subject)).toEqual(['draft_apply_refused']);
  });

  it('refuses a viewer, and leaves the evidence of it', async () => {
    const draft = await propose(key.agent, { name: 'rest-viewer' });
    const asked = { as: viewer, headers: { 'x-user-id': viewer.userId } };
    expect(await apply(draft, asked)).toMatchObject({ status: 403, body: { code: 'ROLE_REQUIRED' } });
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
  });

  it('refuses another method and says which is allowed', async () => {
    const answer = await ask(POST, { method: 'DELETE', path: '/api/v1/drafts/x/apply', params: { id: 'x' } });
    expect(answer).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
    expect(answer.headers.get('allow')).toBe('POST');
  });
});
