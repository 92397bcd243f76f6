import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { flushTransport } from '@/lib/use-cases/calls/transport-log';
import { connect, eras } from './testing/agent-client';
import { openDoor } from './testing/door-server';
import { callBody, post } from './testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => door.close());

const rowsOf = (keyId: string) =>
  withTenantRead(owner.tenant.system, async ({ sql }) => [
    ...(await sql<Record<string, unknown>[]>`
      select * from transport_requests where agent_key_id = ${keyId} order by at, id`),
  ]);

it.each(eras)('keeps one row per HTTP request of a key, in era %s', async (era) => {
  const { token, agent } = await makeKey(owner);
  const client = await connect(door.url, token, era);
  await client.listTools();
  await client.callTool({ name: 'draft_list', arguments: {} });
  await client.close();
  await flushTransport();
  const rows = await rowsOf(agent.keyId);
  const methods = rows.map((row) => row['rpc_method']);
  expect(methods.slice(-2)).toEqual(['tools/list', 'tools/call']);
  expect(methods[0]).toBe(era === 'legacy' ? 'initialize' : 'server/discover');
  for (const row of rows) {
    expect(row).toMatchObject({ ip: '127.0.0.1', http_method: expect.stringMatching(/^(POST|GET)$/) });
    expect(Number(row['duration_ms'])).toBeGreaterThanOrEqual(0);
  }
  expect(Number(rows.at(-2)?.['bytes_out'])).toBeGreaterThan(10_000);
  expect(Number(rows.at(-1)?.['bytes_in'])).toBeGreaterThan(60);
  const types = await withTenantRead(
    owner.tenant.system,
    ({ sql }) =>
      sql`select distinct type from call_events where actor_id = ${agent.keyId} and call_id is null order by 1`,
  );
  expect([...types]).toEqual([{ type: 'capabilities_discovered' }, { type: 'server_connected' }]);
});

it('counts the bytes that were answered, and finds the call again by one id everywhere', async () => {
  const { token, agent } = await makeKey(owner);
  const trace = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
  const body = callBody('draft_list').replace(
    '"name"',
    `"_meta":{"traceparent":"00-${trace}-00f067aa0ba902b7-01"},"name"`,
  );
  const answer = await post(door.url, token, body);
  const text = await answer.text();
  expect(answer.headers.get('x-correlation-id')).toBe(trace);
  await vi.waitFor(async () => expect(await rowsOf(agent.keyId)).toHaveLength(1), 2000);
  expect(await rowsOf(agent.keyId)).toMatchObject([
    {
      correlation_id: trace,
      status: 200,
      bytes_in: Buffer.byteLength(body),
      bytes_out: Buffer.byteLength(text),
      rpc_method: 'tools/call',
    },
  ]);
  const calls = await withTenantRead(
    owner.tenant.system,
    ({ sql }) => sql`select correlation_id from tool_calls where agent_key_id = ${agent.keyId}`,
  );
  expect([...calls]).toEqual([{ correlation_id: trace }]);
});

it('keeps the requests of a key that is revoked under its tenant', async () => {
  const { token, agent } = await makeKey(owner, undefined, { status: 'revoked' });
  await (await post(door.url, token, callBody('draft_list'))).text();
  await flushTransport();
  expect(await rowsOf(agent.keyId)).toMatchObject([{ status: 401 }]);
});

it('writes a line for a request that no key proved, at most 20 in ten seconds, and counts the rest', async () => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  vi.useFakeTimers({ now: Date.now() + 11_000, toFake: ['Date'] });
  const secret = `mcp_${'x'.repeat(8)}_${'y'.repeat(43)}`;
  for (let n = 0; n < 25; n += 1) {
    await (await post(door.url, secret, callBody('draft_list'), { 'user-agent': `me ${secret}` })).text();
  }
  const ours = lines.filter((line) => line.includes('transport_request'));
  expect(ours).toHaveLength(20);
  expect(JSON.parse(ours[0] ?? '')).toMatchObject({
    event: 'transport_request',
    status: 401,
    rpcMethod: 'tools/call',
  });
  expect(ours.join('')).not.toContain('yyyy');
  vi.setSystemTime(Date.now() + 11_000);
  await (await post(door.url, null, callBody('draft_list'))).text();
  vi.useRealTimers();
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ status: 401, suppressed: 5 });
});
