import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { endpointSpec, proposalOf } from '@/db/testing/proposals';
import { call, connect } from './testing/agent-client';
import { openDoor } from './testing/door-server';
import { callBody, post } from './testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let key: TestKey;
let client: Client;

beforeAll(async () => {
  door = await openDoor();
  key = await makeKey(await makePerson(await makeTenant(), 'reviewer'));
  client = await connect(door.url, key.token);
});
afterAll(async () => {
  await client.close();
  await door.close();
});

/** What the schema library would say. */
const foreign = /invalid input|expected |received|too (?:small|big)|unrecognized key|regex|pattern/i;

const { provider_template: _, ...noProvider } = endpointSpec();
const { target_url: __, ...noTarget } = endpointSpec();
const unknownId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

const cases: [tool: string, args: Record<string, unknown>, says: RegExp][] = [
  ['draft_create_endpoint', {}, /spec: Is missing.*rationale: Is missing/],
  ['draft_create_endpoint', { spec: 'x', rationale: 'r' }, /spec: Must be an object/],
  [
    'draft_create_endpoint',
    { spec: noProvider, rationale: 'r' },
    /provider_template: Is missing. Use one of/,
  ],
  ['draft_check_endpoint', { spec: noProvider }, /provider_template: Is missing. Use one of/],
  ['draft_create_endpoint', { spec: noTarget, rationale: 'r' }, /target_url: Is missing/],
  ['draft_create_endpoint', proposalOf({ provider_template: 'paypal' }), /provider_template_list/],
  ['draft_create_endpoint', proposalOf({ target_url: 'http://a.example' }), /https:\/\//],
  ['draft_create_endpoint', proposalOf({ events: ['a', 'a'] }), /events: Name each event once/],
  [
    'draft_create_endpoint',
    proposalOf({ events: [1], timeout_seconds: '9', foo: 1, enabled: 7 }),
    /And 1 more/,
  ],
  ['draft_create_endpoint', proposalOf({}, { base_version: 2 }), /Leave base_version out/],
  ['draft_create_endpoint', proposalOf({}, { idempotency_key: 'a b' }), /ASCII without spaces/],
  [
    'draft_create_endpoint',
    proposalOf({ name: 'no-such' }, { operation: 'update' }),
    /propose operation "create"/,
  ],
  ['draft_create_endpoint', proposalOf({ name: 'no-such' }, { operation: 'delete' }), /gone already/],
  ['draft_create_endpoint', proposalOf({ description: 'x'.repeat(70_000) }), /shorten/],
  ['draft_show', { draft_id: 'x' }, /draft_id: Must be drf_/],
  ['draft_show', { draft_id: `drf_${unknownId}` }, /draft_list/],
  ['draft_discard', { draft_id: `drf_${unknownId}`, reason: 'bored' }, /reason: Must be one of wrong_target/],
  ['draft_list', { limit: '5' }, /limit: Must be a number/],
  ['draft_list', { cursor: 'x' }, /Send next_cursor/],
  ['endpoint_list', { cursor: 'x' }, /Send next_cursor/],
  ['endpoint_get', {}, /name alone, or with id alone/],
  ['endpoint_get', { name: 'nothing' }, /endpoint_list/],
  ['evidence_get', { evidence_id: `evd_${unknownId}` }, /evidence_list/],
  ['evidence_list', { event: 'x' }, /event: Must be one of draft_created/],
  ['call_log_list', { run_id: '' }, /run_id: Must have at least 1 character/],
  ['health_get', { a: 1 }, /Unknown field a. Leave it out/],
  ['draft_apply', {}, /review_url/],
];

describe('a refusal tells an agent what to do next, in our words', () => {
  it.each(cases)('%s %j', async (tool, args, says) => {
    const { content } = await call(client, tool, args);
    const told = (content['error'] ?? content['refusal']) as { message: string; hint: string };
    expect(told.hint).toMatch(/^[A-Z].*\.$|mcp_…$/);
    const text = JSON.stringify(told);
    expect(text).not.toMatch(foreign);
    expect(`${told.message} ${told.hint}`).toMatch(says);
  });

  it('never sends an agent that would delete something to create it', async () => {
    const gone = proposalOf({ name: 'no-such' }, { operation: 'delete' });
    expect(JSON.stringify((await call(client, 'draft_create_endpoint', gone)).content)).not.toContain(
      '"create',
    );
  });

  it.each([
    ['no params', '{"jsonrpc":"2.0","id":1,"method":"tools/call"}', 'VALIDATION_FAILED'],
    ['arguments in a text', callBody('draft_list', '{}'), 'VALIDATION_FAILED'],
    ['an unknown tool', callBody('weather_today'), 'TOOL_NOT_FOUND'],
    ['a batch', `[${callBody('health_get')}]`, 'VALIDATION_FAILED'],
  ])('answers %s with a protocol error that says so', async (_name, body, code) => {
    const answer = (await (await post(door.url, key.token, body)).json()) as {
      error: { code: number; message: string; data: { code: string; hint: string } };
    };
    expect(answer.error.data.code).toBe(code);
    expect(answer.error.data.hint).toMatch(/tools\/list|POST|object/);
    expect(JSON.stringify(answer)).not.toMatch(foreign);
  });
});

it.each([
  ['countersign__draft_show', /^Call draft_show by that name/],
  ['draft_lits', /^Perhaps draft_list was meant/],
  ['apply_patch', /^It is not of this server/],
])('says of %s, which is no tool, what may have been meant', async (name, hint) => {
  const answer = (await (await post(door.url, key.token, callBody(name))).json()) as {
    error: { data: { code: string; hint: string } };
  };
  expect(answer.error.data).toMatchObject({ code: 'TOOL_NOT_FOUND', hint: expect.stringMatching(hint) });
  expect(answer.error.data.hint).toContain('tools/list');
});

it('lists its tools in fewer than 40 KB', async () => {
  const { tools } = await client.listTools();
  expect(JSON.stringify({ tools }).length).toBeLessThan(40_000);
  // The one that says less of its fields is as strict as the other.
  const [create, check] = tools;
  expect(JSON.stringify(check?.inputSchema)).not.toContain('"description":"');
  expect(check?.inputSchema.properties?.['spec']).toMatchObject({
    anyOf: [{ additionalProperties: false, required: ['name', 'provider_template', 'target_url'] }, {}],
  });
  expect(JSON.stringify(create?.inputSchema)).toContain('secret://');
});
