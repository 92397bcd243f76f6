import type { Client } from '@modelcontextprotocol/client';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { insertStrangeRule } from '@/db/testing/insert-strange-rule';
import { ownerIn } from '@/db/testing/owner-in';
import { proposalOf } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import type { Match } from '@/lib/domain/policy/rule';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { call, connect, eras } from './testing/agent-client';
import { openDoor } from './testing/door-server';
import { callBody, post } from './testing/raw-call';

const database = postgres(inject('ownerUrl'), { max: 1 });
let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let operator: Human;

beforeAll(async () => {
  door = await openDoor();
});
beforeEach(async () => {
  const tenant = await makeTenant();
  owner = await makePerson(tenant, 'reviewer');
  operator = await makeSession(await makePerson(tenant, 'operator'));
});
afterAll(async () => {
  await Promise.all([door.close(), database.end()]);
});

async function rule(
  effect: string,
  match: Match,
  reason = 'no changes by agents this week',
): Promise<string> {
  const added = await addRule(operator, {
    input: { priority: 10, effect, match, reason },
    idempotencyKey: null,
  });
  if (!added.ok) throw new Error(added.refusal.message);
  return added.value.ruleId;
}

const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

async function rowsOf(keyId: string) {
  const rows = await withTenantRead(
    owner.tenant.system,
    ({ sql }) => sql`
      select method, tool, decision, outcome, error_code, decision_rule_id, decision_reason from tool_calls
      where agent_key_id = ${keyId} order by started_at, id`,
  );
  return rows.map((row): Record<string, unknown> => ({ ...row }));
}

describe.each(eras)('what a key may not call, in protocol era %s', (era) => {
  it('is not shown to it, and refused when it is called all the same', async () => {
    const { token, agent } = await makeKey(owner, undefined, { grant: { allowedTools: ['draft_list'] } });
    const client = await connect(door.url, token, era);
    expect(await namesOf(client)).toEqual(['draft_list']);
    expect((await client.listPrompts()).prompts).toEqual([]);
    expect((await client.listResourceTemplates()).resourceTemplates).toEqual([]);
    expect((await call(client, 'draft_list')).code).toBe('ok');
    await client.close();
    const hidden = await (
      await post(door.url, token, callBody('draft_create_endpoint', proposalOf()))
    ).text();
    expect(hidden).toContain('TOOL_NOT_ALLOWED');
    expect(hidden).not.toContain('"draft"');
    expect((await rowsOf(agent.keyId)).at(-1)).toMatchObject({
      tool: 'draft_create_endpoint',
      decision: 'deny',
      outcome: 'denied',
      error_code: 'TOOL_NOT_ALLOWED',
      decision_rule_id: 'key:tools',
      decision_reason: 'This key is not allowed this tool.',
    });
  });

  it('is not read as a resource, completed or prompted either', async () => {
    const { token, agent } = await makeKey(owner, undefined, { grant: { dataClasses: ['public_docs'] } });
    const other = await makeKey(owner);
    const asOther = await connect(door.url, other.token, era);
    const made = await call(asOther, 'draft_create_endpoint', proposalOf({ name: 'seen-by-others' }));
    const { id } = made.content['draft'] as { id: string };
    await asOther.close();
    const client = await connect(door.url, token, era);
    expect(await namesOf(client)).toEqual(['provider_template_list', 'health_get']);
    await expect(client.readResource({ uri: `draft://${id}` })).rejects.toThrow('internal_engineering_docs');
    const args = { name: 'a-b', provider: 'stripe', target_url: 'https://hooks.acme.com/x' };
    await expect(client.getPrompt({ name: 'propose_endpoint', arguments: args })).rejects.toThrow(
      'policy denies',
    );
    const ref = { type: 'ref/resource' as const, uri: 'draft://{id}' };
    const completed = await client
      .complete({ ref, argument: { name: 'id', value: 'drf' } })
      .catch(() => null);
    expect(completed?.completion.values ?? []).toEqual([]);
    await client.close();
    expect(await rowsOf(agent.keyId)).toMatchObject([
      {
        method: 'resources/read',
        error_code: 'POLICY_DENIED',
        decision_rule_id: 'data:internal_engineering_docs',
      },
      {
        method: 'prompts/get',
        error_code: 'POLICY_DENIED',
        decision_rule_id: 'data:internal_engineering_docs',
      },
      {
        method: 'completion/complete',
        error_code: 'POLICY_DENIED',
        decision_rule_id: 'data:internal_engineering_docs',
      },
    ]);
  });

  it('is what a rule of the tenant denies, from the next call on, by its name', async () => {
    const { token, agent } = await makeKey(owner);
    const client = await connect(door.url, token, era);
    expect((await call(client, 'draft_create_endpoint', proposalOf({ name: 'before' }))).code).toBe('ok');
    const id = await rule('deny', { keys: [agent.keyId], safety_class: ['write'] });
    const refused = await call(client, 'draft_create_endpoint', proposalOf({ name: 'after' }));
    expect(refused).toMatchObject({
      code: 'POLICY_DENIED',
      content: { error: { message: `The policy denies this (${id}): no changes by agents this week` } },
    });
    expect((await rowsOf(agent.keyId)).map((row) => row['decision_rule_id'])).toEqual([
      'scope:mcp:draft:create:endpoint',
      id,
    ]);
    expect(await namesOf(client)).not.toContain('draft_create_endpoint');
    expect(await namesOf(client)).toContain('draft_check_endpoint');
    const drafts = await call(client, 'draft_list');
    expect(JSON.stringify(drafts.content)).toContain('before');
    expect(JSON.stringify(drafts.content)).not.toContain('after');
    await client.close();
  });
});

it('a check answers what a rule on proposing would', async () => {
  const { token, agent } = await makeKey(owner);
  const client = await connect(door.url, token);
  const checked = async () => (await call(client, 'draft_check_endpoint', proposalOf({}))).content;
  expect(await checked()).toMatchObject({ acceptable: true });
  const id = await rule('deny', {
    keys: [agent.keyId],
    tools: ['draft_create_endpoint'],
    client: ['test-client'],
  });
  expect(await checked()).toMatchObject({
    acceptable: false,
    refusal: { code: 'POLICY_DENIED', message: expect.stringContaining(id) },
  });
  await client.close();
});

it('a rule that asks for a person is told as that, and recorded as that', async () => {
  const { token, agent } = await makeKey(owner);
  const id = await rule('require_approval', { environment: ['prod'], tools: ['draft_create_endpoint'] });
  const client = await connect(door.url, token);
  const staging = proposalOf({ name: 'in-staging', environment: 'staging' });
  expect((await call(client, 'draft_create_endpoint', staging)).code).toBe('ok');
  expect((await call(client, 'draft_create_endpoint', proposalOf({ name: 'in-prod' }))).code).toBe(
    'APPROVAL_REQUIRED',
  );
  await client.close();
  expect((await rowsOf(agent.keyId)).at(-1)).toMatchObject({
    decision: 'require_approval',
    outcome: 'denied',
    decision_rule_id: id,
  });
});

it('a rule is of its tenant alone', async () => {
  await rule('deny', {});
  const elsewhere = await makeKey(await makePerson(await makeTenant(), 'reviewer'));
  const client = await connect(door.url, elsewhere.token);
  expect((await call(client, 'health_get')).code).toBe('ok');
  await client.close();
});

it('a rule that nobody understands stops everything, and the row says so', async () => {
  const { token, agent } = await makeKey(owner);
  await ownerIn(database, owner.tenant, insertStrangeRule);
  for (const body of [callBody('health_get'), '{"jsonrpc":"2.0","id":1,"method":"tools/list"}']) {
    const response = await post(door.url, token, body);
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('POLICY_DENIED')]);
  }
  expect((await rowsOf(agent.keyId))[0]).toMatchObject({
    decision: 'deny',
    decision_rule_id: 'policy:undecidable',
  });
});

it('an owner who is a viewer now has an agent that only reads', async () => {
  const { token } = await makeKey(await makePerson(owner.tenant, 'viewer'));
  const client = await connect(door.url, token);
  expect(await namesOf(client)).not.toContain('draft_create_endpoint');
  expect((await call(client, 'draft_create_endpoint', proposalOf())).code).toBe('INSUFFICIENT_SCOPE');
  expect((await call(client, 'draft_list')).code).toBe('ok');
  await client.close();
});
