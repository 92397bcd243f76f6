import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { withTenant, withTenantRead } from '@/db/tenant';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import { type Ask, ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { accepted } from '@/lib/use-cases/testing/result';

let owner: TestPerson;
let operator: Human;
let key: TestKey;

const people: Partial<Record<Human['role'], Human>> = {};

beforeEach(async () => {
  const tenant = await makeTenant();
  owner = await makePerson(tenant, 'reviewer');
  operator = await makeSession(await makePerson(tenant, 'operator'));
  people.admin = await makeSession(await makePerson(tenant, 'admin'));
  people.viewer = await makeSession(await makePerson(tenant, 'viewer'));
  people.reviewer = await makeSession(owner);
  key = await makeKey(owner);
});

const deny = (over: Record<string, unknown> = {}) => ({
  priority: 10,
  effect: 'deny',
  match: { safety_class: ['write'] },
  reason: 'no changes by agents this week',
  ...over,
});
const asks = (path: string, over: Partial<Ask> = {}) =>
  ask(judged, { path: `/api/v1/policy/${path}`, as: operator, ...over });
const added = z.object({ rule_id: z.string(), version: z.number(), evidence: z.object({ id: z.string() }) });
const add = async (body: unknown = deny(), as = operator) =>
  added.parse((await asks('rules', { body, as })).body);
const propose = (name: string) =>
  ask(judged, {
    path: '/api/v1/drafts',
    token: key.token,
    body: { type: 'endpoint', ...proposalOf({ name }) },
  });

describe('the rules of a tenant', () => {
  it('are added and removed, and each change leaves evidence of the policy before and after', async () => {
    const first = await add();
    const second = await add(deny({ effect: 'require_approval', match: {}, priority: 20 }), people.admin);
    expect([first.version, second.version]).toEqual([1, 2]);
    expect((await asks('rules', { as: people.viewer ?? null })).body).toMatchObject({
      version: 2,
      items: [
        { id: first.rule_id, effect: 'deny', created_by: { id: operator.userId, name: operator.name } },
        { id: second.rule_id, effect: 'require_approval' },
      ],
    });
    const gone = await asks(`rules/${first.rule_id}`, { method: 'DELETE' });
    expect(gone.body).toMatchObject({ rule_id: first.rule_id, version: 3 });
    expect((await asks('rules')).body).toMatchObject({ version: 3, items: [{ id: second.rule_id }] });
    expect((await asks(`rules/${first.rule_id}`, { method: 'DELETE' })).body).toMatchObject({
      code: 'RULE_NOT_FOUND',
    });
    const leaves = accepted(await listEvidence(operator, { event: 'policy_changed' })).items.toReversed();
    expect(leaves.map(({ payload }) => [payload['change'], payload['version']])).toEqual([
      ['added', 1],
      ['added', 2],
      ['removed', 3],
    ]);
    const [one, two, three] = leaves.map(({ payload }) => payload);
    expect(two?.['before_digest']).toBe(one?.['after_digest']);
    expect(three?.['before_digest']).toBe(two?.['after_digest']);
    expect(new Set(leaves.flatMap(({ payload }) => payload['after_digest'])).size).toBe(3);
    const bytes = leaves.map(({ entry }) => Buffer.from(entry, 'base64').toString()).join('');
    expect(bytes).not.toContain('this week');
  });

  it('are changed by operators and admins alone', async () => {
    const { rule_id } = await add();
    for (const role of ['viewer', 'reviewer'] as const) {
      const as = people[role] ?? null;
      expect((await asks('rules', { as, body: deny() })).body).toMatchObject({ code: 'ROLE_REQUIRED' });
      expect((await asks(`rules/${rule_id}`, { as, method: 'DELETE' })).body).toMatchObject({
        code: 'ROLE_REQUIRED',
      });
      const body = { key_id: key.agent.keyId, tool: 'draft_list' };
      expect((await asks('decide', { as, body })).body).toMatchObject({ code: 'ROLE_REQUIRED' });
    }
    expect((await asks('rules', { as: null, token: key.token, body: deny() })).status).toBe(401);
  });

  it('answer a repeated request once', async () => {
    const headers = { 'idempotency-key': 'rule-once' };
    const twice = [
      await asks('rules', { body: deny(), headers }),
      await asks('rules', { body: deny(), headers }),
    ];
    expect(added.parse(twice[0]?.body).rule_id).toBe(added.parse(twice[1]?.body).rule_id);
    expect((await asks('rules')).body).toMatchObject({ version: 1, items: { length: 1 } });
  });

  it.each([
    [{ match: { tools: ['draft_apply'] } }],
    [{ match: { permissions: ['drafts:apply'] } }],
    [{ effect: 'allow', grant: 'drafts:apply' }],
    [{ match: { tools: ['draft_list', 'draft_approve'] } }],
  ])('grant no apply: %j', async (over) => {
    expect(await asks('rules', { body: deny(over) })).toMatchObject({
      status: 422,
      body: { code: 'MCP_GRANT_FORBIDDEN' },
    });
  });

  it.each([
    [{ match: { moon: 'full' } }],
    [{ match: { tools: ['weather'] } }],
    [{ effect: 'maybe' }],
    [{ priority: 0 }],
    [{ reason: '  ' }],
    [{ match: { time: { from: '25:00', to: '10:00' } } }],
    [{ match: { arguments: [{ field: '__proto__.x y', equals: 1 }] } }],
    [{ match: { arguments: [{ field: 'spec.enviroment', equals: 'prod' }] } }],
    [{ match: { tools: ['draft_list'], arguments: [{ field: 'spec.environment', equals: 'prod' }] } }],
  ])('have a strict form: %j', async (over) => {
    expect(await asks('rules', { body: deny(over) })).toMatchObject({
      status: 422,
      body: { code: 'VALIDATION_FAILED' },
    });
  });

  it('hold for an agent over REST as over MCP', async () => {
    expect((await propose('before')).status).toBe(201);
    const { rule_id } = await add();
    expect(await propose('after')).toMatchObject({
      status: 403,
      body: {
        code: 'POLICY_DENIED',
        detail: `The policy denies this (${rule_id}): no changes by agents this week`,
      },
    });
    expect((await ask(judged, { path: '/api/v1/drafts', token: key.token })).status).toBe(200);
    const narrow = await makeKey(owner, undefined, { grant: { allowedTools: ['endpoint_list'] } });
    const listed = await ask(judged, { path: '/api/v1/drafts', token: narrow.token });
    expect(listed).toMatchObject({ status: 403, body: { code: 'TOOL_NOT_ALLOWED' } });
    expect((await ask(judged, { path: '/api/v1/endpoints', token: narrow.token })).status).toBe(200);
  });

  it('can be tried without a call', async () => {
    const { rule_id } = await add(deny({ match: { environment: ['prod'] } }));
    const body = {
      key_id: key.agent.keyId,
      tool: 'draft_create_endpoint',
      arguments: { spec: { environment: 'prod' } },
    };
    expect((await asks('decide', { body })).body).toMatchObject({
      effect: 'deny',
      rule_id,
      shown: true,
      risk_tier: 'high',
    });
    expect((await asks('decide', { body: { ...body, arguments: {} } })).body).toMatchObject({
      effect: 'allow',
      code: null,
      risk_tier: 'medium',
    });
    expect((await asks('decide', { body: { ...body, key_id: 'key_none' } })).status).toBe(404);
    const stranger = await makeKey(await makePerson(await makeTenant(), 'reviewer'));
    expect((await asks('decide', { body: { ...body, key_id: stranger.agent.keyId } })).status).toBe(404);
  });
});

const insert = (match: string) =>
  withTenant(
    operator,
    ({ sql }) => sql`
      insert into policy_rules (id, tenant_id, priority, effect, match, reason, version, created_by, created_at)
      values ('rul_x', current_tenant(), 1, 'deny', ${match}::text::jsonb, 'because', 1, 'x', now())`,
  );

describe('the database', () => {
  it('commits no rule without its evidence', async () => {
    await expect(insert('{}')).rejects.toThrow('without evidence');
    const rows = await withTenantRead(operator, ({ sql }) => sql`select from policy_rules`);
    expect(rows).toHaveLength(0);
  });

  it.each(['{"tools": ["draft_apply"]}', '{"permissions": ["drafts:apply"]}'])(
    'holds no rule that grants: %s',
    async (match) => {
      await expect(insert(match)).rejects.toThrow('no rule grants apply');
    },
  );

  it('never changes a rule, and removes it once', async () => {
    const { rule_id } = await add();
    await expect(
      withTenant(operator, ({ sql }) => sql`update policy_rules set effect = 'allow' where id = ${rule_id}`),
    ).rejects.toThrow('permission denied');
    await asks(`rules/${rule_id}`, { method: 'DELETE' });
    await expect(
      withTenant(
        operator,
        ({ sql }) => sql`update policy_rules set removed_at = now() where id = ${rule_id}`,
      ),
    ).rejects.toThrow('removed once');
  });

  it('shows an agent’s transaction no rule', async () => {
    await add();
    await expect(withTenantRead(key.agent, ({ sql }) => sql`select from policy_rules`)).rejects.toThrow(
      'permission denied',
    );
  });
});
