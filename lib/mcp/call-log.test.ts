import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noteSurface } from '@/db/queries/call-append';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestKey, type TestPerson } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { runNames } from '@/lib/use-cases/runs/run-names';
import { call, connect, eras } from './testing/agent-client';
import { openDoor } from './testing/door-server';
import { callBody, post } from './testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
});
beforeEach(async () => {
  key = await makeKey(owner);
});
afterAll(() => door.close());

const rowsOf = (keyId: string) =>
  withTenantRead(owner.tenant.system, async ({ sql }) => [
    ...(await sql<
      Record<string, unknown>[]
    >`select * from tool_calls where agent_key_id = ${keyId} order by id`),
  ]);

describe.each(eras)('the call log in protocol era %s', (era) => {
  it('holds one row per call, allowed and denied, with what is known of it', async () => {
    const client = await connect(door.url, key.token, era);
    const made = await call(
      client,
      'draft_create_endpoint',
      proposalOf({ name: `log-${era.slice(0, 4)}` }, { run_id: 'run-7', task_ref: 'OPS-1' }),
    );
    await call(client, 'draft_list', { nonsense: true });
    await call(client, 'draft_apply', {});
    await client.callTool({ name: 'weather' }).catch(() => {});
    await client.readResource({ uri: 'endpoint://none' }).catch(() => {});
    await client.readResource({ uri: 'other://none' }).catch(() => {});
    await client.getPrompt({ name: 'propose_endpoint' }).catch(() => {});
    await client.close();
    const rows = await rowsOf(key.agent.keyId);
    expect(
      rows.map((row) => [row['method'], row['tool'], row['decision'], row['outcome'], row['error_code']]),
    ).toEqual([
      ['tools/call', 'draft_create_endpoint', 'allow', 'ok', null],
      ['tools/call', 'draft_list', 'allow', 'error', 'VALIDATION_FAILED'],
      ['tools/call', 'draft_apply', 'deny', 'denied', 'MCP_CANNOT_APPLY'],
      ['tools/call', 'weather', 'deny', 'denied', 'TOOL_NOT_FOUND'],
      ['resources/read', 'endpoint://none', 'allow', 'error', 'RESOURCE_NOT_FOUND'],
      ['resources/read', 'other://none', 'allow', 'error', 'VALIDATION_FAILED'],
      ['prompts/get', 'propose_endpoint', 'allow', 'error', 'VALIDATION_FAILED'],
    ]);
    expect(rows[0]).toMatchObject({
      agent_identity: 'test-bot',
      human_owner_id: owner.id,
      run_id: 'run-7',
      task_ref: 'OPS-1',
      safety_class: 'write',
      // Of production, as its spec says.
      risk_tier: 'high',
      decision_rule_id: 'scope:mcp:draft:create:endpoint',
      decision_reason: 'The key holds mcp:draft:create:endpoint.',
      surface_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      tool_definition_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      args_digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      result_digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      args_redacted: { spec: { name: `log-${era.slice(0, 4)}` } },
      downstream_action_id: (made.content as { draft: { id: string } }).draft.id,
      ip: '127.0.0.1',
      http_status: 200,
      protocol_version: era === 'legacy' ? '2025-11-25' : era,
      client_name: era === 'legacy' ? null : 'test-client',
    });
  });

  it('keeps no secret, wherever it stood', async () => {
    const secret = 'whsec_a1b2c3d4e5f6g7h8i9j0';
    const client = await connect(door.url, key.token, era);
    await call(
      client,
      'draft_create_endpoint',
      proposalOf({ description: secret, labels: { [secret]: 'x' } }, { task_ref: secret, run_id: secret }),
    );
    await call(client, 'draft_list', { q: secret });
    await call(client, 'endpoint_create', { nested: [{ password: 'hunter22' }], note: `see ${secret}` });
    await client.callTool({ name: `weather_${secret}`, arguments: { a: key.token } }).catch(() => {});
    await client.close();
    const rows = await rowsOf(key.agent.keyId);
    expect(rows.length).toBe(4);
    const kept = JSON.stringify(rows);
    expect(kept).not.toContain('a1b2c3d4e5f6');
    expect(kept).not.toContain('hunter22');
    expect(kept).not.toContain(key.token);
    expect(kept).toContain('[redacted]');
    expect(rows.every((row) => Number(row['redaction_count']) > 0)).toBe(true);
  });
});

it('records a call whose parameters are none', async () => {
  await (await post(door.url, key.token, '{"jsonrpc":"2.0","id":1,"method":"tools/call"}')).text();
  await (await post(door.url, key.token, callBody('draft_list', 'text'))).text();
  const rows = await rowsOf(key.agent.keyId);
  expect(rows.map((row) => row['error_code'])).toEqual(['TOOL_NOT_FOUND', 'VALIDATION_FAILED']);
});

it('records the arguments that were run, whatever address stands beside them', async () => {
  const aside = callBody('draft_create_endpoint', proposalOf({ name: 'aside' })).replace(
    '"name"',
    '"uri":"x://y","name"',
  );
  const answer = await (await post(door.url, key.token, aside)).text();
  const row = (await rowsOf(key.agent.keyId))[0];
  expect(answer).toContain('"applied":false');
  expect(row).toMatchObject({ args_redacted: { spec: { name: 'aside' } }, outcome: 'ok' });
});

it('takes the trace of the message as correlation id, in answer, draft and log', async () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const meta = `"_meta":{"traceparent":"00-${trace}-00f067aa0ba902b7-01"},"name"`;
  const body = callBody('draft_create_endpoint', proposalOf({ name: 'traced' })).replace('"name"', meta);
  const response = await post(door.url, key.token, body);
  await response.text();
  expect(response.headers.get('x-correlation-id')).toBe(trace);
  expect((await rowsOf(key.agent.keyId))[0]).toMatchObject({ correlation_id: trace });
  const drafts = await withTenantRead(
    owner.tenant.system,
    ({ sql }) => sql`select correlation_id from drafts where created_by_id = ${key.agent.keyId}`,
  );
  expect([...drafts]).toEqual([{ correlation_id: trace }]);
});

const sayingIn = (meta: Record<string, string>, args: unknown = {}) =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'draft_list', arguments: args, _meta: meta },
  });

it('holds what a client says of a call beside its arguments, and no secret of it', async () => {
  const meta = {
    'countersign/reason': 'The shop moves on Monday. password=hunter22',
    'countersign/run-id': 'run-9',
    'countersign/task-ref': 'OPS-9',
    'countersign/triggered-by': 'call_01J00000000000000000000000',
    'countersign/model': 'model-x',
  };
  await (await post(door.url, key.token, sayingIn(meta), { 'mcp-session-id': 'ses-1' })).text();
  const [row] = await rowsOf(key.agent.keyId);
  expect(row).toMatchObject({
    run_id: 'run-9',
    task_ref: 'OPS-9',
    triggered_by_call_id: 'call_01J00000000000000000000000',
    model: 'model-x',
    session_id: 'ses-1',
    result_class: 'internal',
    untrusted_content: true,
  });
  expect(row?.['reason']).not.toContain('hunter22');
  expect(row?.['reason']).not.toBeNull();
});

it('asks a key that must say why for its reason, before anything runs, and records that it did', async () => {
  const silent = await makeKey(owner, undefined, { grant: { requireReason: true } });
  const said = (meta: Record<string, string>) => post(door.url, silent.token, sayingIn(meta));
  const refused = await said({ 'countersign/reason': '  ' });
  expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'REASON_REQUIRED' }]);
  const listed = await post(door.url, silent.token, '{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
  expect(listed.status).toBe(200);
  await listed.text();
  expect(await (await said({ 'countersign/reason': 'To see what waits.' })).text()).toContain('items');
  const rows = await rowsOf(silent.agent.keyId);
  expect(rows.map((row) => [row['error_code'], row['decision_rule_id'], row['decision']])).toEqual([
    ['REASON_REQUIRED', 'key:reason', 'deny'],
    [null, 'scope:mcp:read:drafts', 'allow'],
  ]);
});

it('notes the first call to another version or list of tools, once', async () => {
  await (await post(door.url, key.token, callBody('draft_list'))).text();
  const read = () =>
    withTenantRead(owner.tenant.system, async ({ sql }) => [
      ...(await sql<{ type: string; before: unknown; after: unknown }[]>`
        select type, before, after from audit_events where subject = 'self' order by seq`),
    ]);
  expect(await read()).toEqual([]);
  const later = { serverVersion: '99.0.0', surfaceHash: 'sha256:other', at: new Date() };
  await noteSurface(owner.tenant.id, later);
  await noteSurface(owner.tenant.id, later);
  expect(await read()).toMatchObject([
    { type: 'server_version_changed', after: { server_version: '99.0.0' } },
    { type: 'tool_list_changed', after: { surface_hash: 'sha256:other' } },
  ]);
});

it('keeps no part of a secret that stands where a text is cut', async () => {
  const secret = `${['AI', 'za'].join('')}${'a1B2c3D4e5'.repeat(4).slice(0, 35)}`;
  const upTo = (length: number) => `${'as asked '.repeat(300).slice(0, length - 39)} ${secret}`;
  const body = callBody('draft_list', { q: upTo(2048) }, { 'countersign/reason': upTo(500) });
  await (await post(door.url, key.token, body)).text();
  expect(await rowsOf(key.agent.keyId)).toMatchObject([
    { tool: 'draft_list', reason: '[redacted]', args_redacted: { q: '[redacted]' } },
  ]);
});

it('spells a run as it is looked for, whatever its name hides', async () => {
  const meta = { 'countersign/run-id': 'run\u202e3' };
  await (await post(door.url, key.token, callBody('draft_list', {}, meta))).text();
  expect(await rowsOf(key.agent.keyId)).toMatchObject([{ run_id: runNames('run\u202e3')[1] }]);
});
