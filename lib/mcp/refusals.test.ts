import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestKey, type TestPerson } from '@/db/testing/fixtures';
import { endpointSpec, proposalOf } from '@/db/testing/proposals';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { call, connect, eras } from './testing/agent-client';
import { openDoor } from './testing/door-server';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
  key = await makeKey(owner);
});
afterAll(() => door.close());

const bare = (content: Record<string, unknown>) => ({ ...(content['error'] as object), correlation_id: '' });

const draftCount = () =>
  withTenantRead(owner.tenant.system, async ({ sql }) => (await sql`select 1 from drafts`).length);

const secrets = {
  'a value of the spec': proposalOf({ description: 'whsec_a1b2c3d4e5f6g7h8i9j0' }),
  'a key of the spec': proposalOf({ labels: { whsec_a1b2c3d4e5f6g7h8i9j0: 'x' } }),
  'a reference': proposalOf({
    verification: { method: 'provider_default', secret_ref: 'sk_live_a1b2c3d4e5f6' },
  }),
  'the query of the URL': proposalOf({
    target_url: 'https://hooks.acme.com/?token=ghp_a1b2c3d4e5f6g7h8i9j0k1l2',
  }),
  'the rationale': proposalOf({}, { rationale: 'use AKIAIOSFODNN7EXAMPLE please' }),
  'the task': proposalOf({}, { task_ref: 'mcp_abcdEFGH_abcdEFGHabcdEFGHabcdEFGHabcdEFGHabcdEFGHabc' }),
  'an unknown field': { ...proposalOf(), note: 'Bearer abcdefghijklmnop1234' },
};

describe.each(eras)('refusals in protocol era %s', (era) => {
  it.each(Object.entries(secrets))('refuses a secret in %s and stores no draft', async (_, args) => {
    const client = await connect(door.url, key.token, era);
    const before = await draftCount();
    const answer = await call(client, 'draft_create_endpoint', args);
    expect(answer.code).toBe('SECRET_MATERIAL_DETECTED');
    expect(await draftCount()).toBe(before);
    expect(JSON.stringify(answer.content)).not.toMatch(
      /whsec_a1|sk_live_|ghp_a1|AKIAIO|abcdEFGHabcd|nop1234/,
    );
    await client.close();
  });

  it.each([
    ['an unknown field', { ...proposalOf(), foo: 1 }, 'VALIDATION_FAILED'],
    ['an unknown field of the spec', proposalOf({ run_as: 'root' }), 'VALIDATION_FAILED'],
    ['no rationale', { spec: endpointSpec() }, 'VALIDATION_FAILED'],
    ['a private target', proposalOf({ target_url: 'https://169.254.169.254/latest' }), 'TARGET_URL_INVALID'],
    ['an unknown provider', proposalOf({ provider_template: 'paypal' }), 'PROVIDER_TEMPLATE_UNKNOWN'],
    ['an update of nothing', proposalOf({ name: 'no-such' }, { operation: 'update' }), 'RESOURCE_NOT_FOUND'],
    ['more than 64 KiB', proposalOf({ description: 'x'.repeat(70_000) }), 'PAYLOAD_TOO_LARGE'],
    ['a bad time to live', proposalOf({}, { ttl_hours: 100_000 }), 'VALIDATION_FAILED'],
  ])('refuses %s', async (_, args, code) => {
    const client = await connect(door.url, key.token, era);
    expect((await call(client, 'draft_create_endpoint', args)).code).toBe(code);
    await client.close();
  });

  it('names the path of an unknown field and never its value', async () => {
    const client = await connect(door.url, key.token, era);
    const { content } = await call(client, 'draft_list', { status: 'pending', surprise: 'value-of-it' });
    expect(content).toMatchObject({
      error: { code: 'VALIDATION_FAILED', category: 'validation', issues: [{ code: 'unrecognized_keys' }] },
    });
    expect(JSON.stringify(content)).toContain('surprise');
    expect(JSON.stringify(content)).not.toContain('value-of-it');
    await client.close();
  });

  it('reports all nine checks of a bad spec and stores nothing', async () => {
    const client = await connect(door.url, key.token, era);
    const spec = endpointSpec({
      provider_template: 'paypal',
      target_url: 'http://localhost/',
      description: 'sk_live_a1b2c3d4e5f6',
    });
    const { content } = await call(client, 'draft_check_endpoint', { spec });
    expect(content).toMatchObject({ acceptable: false, refusal: { code: 'SECRET_MATERIAL_DETECTED' } });
    const { checks } = content as { checks: { number: number; status: string; code: string | null }[] };
    expect(checks.map(({ status }) => status)).toEqual([
      'not_run',
      'pass',
      'pass',
      'pass',
      'pass',
      'pass',
      'fail',
      'fail',
      'fail',
    ]);
    await client.close();
  });

  it('registers no tool beyond the key’s scopes, and refuses it when it is called all the same', async () => {
    const narrow = await makeKey(owner, ['mcp:read:health']);
    const client = await connect(door.url, narrow.token, era);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['health_get']);
    for (const name of ['draft_list', 'draft_create_endpoint', 'endpoint_list', 'call_log_list']) {
      const { code, content } = await call(client, name, {});
      expect([name, code]).toEqual([name, 'INSUFFICIENT_SCOPE']);
      expect(content).toMatchObject({ error: { category: 'policy_denial' } });
    }
    await expect(client.readResource({ uri: 'endpoint://orders' })).rejects.toMatchObject({
      data: { code: 'INSUFFICIENT_SCOPE' },
    });
    expect((await client.listPrompts()).prompts).toEqual([]);
    await client.close();
  });

  it('answers a draft of another tenant exactly like one that does not exist', async () => {
    const stranger = await makeKey(await makePerson(await makeTenant(), 'reviewer'));
    const [mine, theirs] = [
      await connect(door.url, key.token, era),
      await connect(door.url, stranger.token, era),
    ];
    const made = await call(mine, 'draft_create_endpoint', proposalOf({ name: `mine-${era.slice(0, 4)}` }));
    const { id } = (made.content as { draft: { id: string } }).draft;
    const missing = `${id.slice(0, -4)}0000`;
    for (const [tool, more] of [
      ['draft_show', {}],
      ['draft_discard', { reason: 'other' }],
    ] as const) {
      const foreign = await call(theirs, tool, { draft_id: id, ...more });
      const unknown = await call(theirs, tool, { draft_id: missing, ...more });
      expect(foreign.code).toBe('DRAFT_NOT_FOUND');
      expect(bare(foreign.content)).toEqual(bare(unknown.content));
    }
    const errors = await Promise.all(
      [id, missing].map((each) => theirs.readResource({ uri: `draft://${each}` }).catch((e: unknown) => e)),
    );
    expect(new Set(errors.map((e) => (e as { code: number }).code)).size).toBe(1);
    expect(JSON.stringify(await call(theirs, 'draft_list'))).not.toContain(id);
    const completed = await theirs.complete({
      ref: { type: 'ref/resource', uri: 'draft://{id}' },
      argument: { name: 'id', value: id.slice(0, 10) },
    });
    expect(completed.completion.values).toEqual([]);
    await Promise.all([mine.close(), theirs.close()]);
  });

  it('refuses to discard the draft of another key of the same tenant', async () => {
    const mine = await connect(door.url, key.token, era);
    const other = await connect(door.url, (await makeKey(owner)).token, era);
    const made = await call(mine, 'draft_create_endpoint', proposalOf({ name: `own-${era.slice(0, 4)}` }));
    const { id } = (made.content as { draft: { id: string } }).draft;
    const answer = await call(other, 'draft_discard', { draft_id: id, reason: 'other' });
    expect(answer.code).toBe('NOT_DRAFT_OWNER');
    await Promise.all([mine.close(), other.close()]);
  });

  it('shows hidden characters of agents’ texts as code points', async () => {
    const client = await connect(door.url, key.token, era);
    const args = proposalOf({ name: `bidi-${era.slice(0, 4)}` }, { rationale: 'safe‮evil​' });
    const made = await call(client, 'draft_create_endpoint', args);
    const { id } = (made.content as { draft: { id: string } }).draft;
    const shown = await call(client, 'draft_show', { draft_id: id });
    expect(shown.content).toMatchObject({ draft: { rationale: 'safe⟨U+202E⟩evil⟨U+200B⟩' } });
    await client.close();
  });

  it.each([
    ['draft_apply', 'MCP_CANNOT_APPLY'],
    ['apply_draft', 'MCP_CANNOT_APPLY'],
    ['applyDraft', 'MCP_CANNOT_APPLY'],
    ['apply', 'MCP_CANNOT_APPLY'],
    ['approve_change', 'MCP_CANNOT_APPLY'],
    ['endpoint_create', 'OPERATION_NOT_SUPPORTED'],
    ['endpoint_update', 'OPERATION_NOT_SUPPORTED'],
    ['endpoint_delete', 'OPERATION_NOT_SUPPORTED'],
    ['submit_event', 'OPERATION_NOT_SUPPORTED'],
    ['source_update', 'OPERATION_NOT_SUPPORTED'],
    ['create_route', 'OPERATION_NOT_SUPPORTED'],
    ['draft_create_route', 'DRAFT_TYPE_NOT_CREATABLE'],
    ['draft_create_policy', 'DRAFT_TYPE_NOT_CREATABLE'],
    ['draft_create_target', 'DRAFT_TYPE_NOT_CREATABLE'],
    ['draft_create_source', 'DRAFT_TYPE_NOT_CREATABLE'],
    ['create_draft_policy', 'DRAFT_TYPE_NOT_CREATABLE'],
  ])('denies %s with %s and a way that works', async (name, code) => {
    const client = await connect(door.url, key.token, era);
    const answer = await call(client, name, { draft_id: 'drf_01ARZ3NDEKTSV4RRFFQ69G5FAV' });
    expect(answer.code).toBe(code);
    expect(answer.content).toMatchObject({
      error: { category: 'policy_denial', hint: expect.stringMatching(/draft_|review/) },
    });
    await client.close();
  });

  it('answers an unknown tool with a protocol error', async () => {
    const client = await connect(door.url, key.token, era);
    await expect(client.callTool({ name: 'weather_today' })).rejects.toMatchObject({ code: -32602 });
    await client.close();
  });
});

it('leaves one piece of evidence for many attempts to apply, and no resource', async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  const { token, agent } = await makeKey(person);
  const client = await connect(door.url, token);
  for (let attempt = 0; attempt < 5; attempt += 1) await call(client, 'draft_apply', { draft_id: 'x' });
  const found = await listEvidence(agent, { event: 'draft_apply_refused' });
  expect(found.ok && found.value.items.map(({ subject }) => subject)).toEqual(['unknown']);
  const rows = await withTenantRead(person.tenant.system, ({ sql }) => sql`select 1 from endpoints`);
  expect(rows.length).toBe(0);
  await client.close();
});
