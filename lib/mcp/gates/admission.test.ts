import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as limits from '@/db/queries/mcp-admit';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import { resumeIt, stopIt } from '@/lib/use-cases/testing/stops';
import { call, connect } from '../testing/agent-client';
import { openDoor } from '../testing/door-server';
import { callBody, post } from '../testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let person: TestPerson;
let reviewer: Human;
let operator: Human;

beforeAll(async () => {
  door = await openDoor();
  person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  operator = await makeSession(await makePerson(person.tenant, 'operator'));
});
afterAll(() => door.close());

const limitedKey = (ratePerMinute: number, burst = ratePerMinute) =>
  makeKey(person, undefined, { grant: { ratePerMinute, burst } });
const ask = (token: string, meta: Record<string, string> = {}) =>
  post(door.url, token, callBody('draft_list', {}, meta));
const rowsOf = (keyId: string) =>
  withTenantRead(person.tenant.system, async ({ sql }) => [
    ...(await sql<{ error_code: string | null; decision_rule_id: string }[]>`
      select error_code, decision_rule_id from tool_calls where agent_key_id = ${keyId} order by id`),
  ]);

it('answers 429 with Retry-After beyond the limit, and logs few of many', async () => {
  const { token, agent } = await limitedKey(3);
  const answers = [];
  for (let asked = 0; asked < 12; asked += 1) answers.push(await ask(token));
  expect(answers.map(({ status }) => status)).toEqual([
    200,
    200,
    200,
    ...Array.from({ length: 9 }, () => 429),
  ]);
  const refused = answers.at(-1);
  const body: unknown = await refused?.json();
  const seconds = Number(refused?.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(30);
  expect(body).toMatchObject({ code: 'RATE_LIMITED', retry_after: seconds });
  const rows = await rowsOf(agent.keyId);
  expect(rows.filter(({ error_code }) => error_code === 'RATE_LIMITED')).toEqual([
    { error_code: 'RATE_LIMITED', decision_rule_id: 'rate:key' },
  ]);
});

it('counts every request of the protocol, not calls alone', async () => {
  const { token } = await limitedKey(2);
  const list = () => post(door.url, token, JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }));
  expect([(await list()).status, (await list()).status, (await list()).status]).toEqual([200, 200, 429]);
});

it.each([
  ['tenant', 503, 'KILL_SWITCH_ENGAGED'],
  ['key', 503, 'KILL_SWITCH_ENGAGED'],
  ['tool', 503, 'KILL_SWITCH_ENGAGED'],
  ['run', 403, 'RUN_STOPPED'],
] as const)('refuses within a second what a stop of its %s covers', async (scope, status, code) => {
  const { token, agent } = await limitedKey(10_000);
  const subject = { tenant: null, key: agent.keyId, tool: 'draft_list', run: 'run-9' }[scope];
  const meta = { 'countersign/run-id': 'run-9' };
  expect((await ask(token)).status).toBe(200);
  const from = performance.now();
  const stop = await stopIt(reviewer, scope, subject);
  const refused = await ask(token, scope === 'run' ? meta : {});
  expect(performance.now() - from).toBeLessThan(1000);
  expect(refused.status).toBe(status);
  expect(await refused.json()).toMatchObject({ code, ...(status === 503 && { retry_after: 30 }) });
  expect(refused.headers.get('retry-after')).toBe(status === 503 ? '30' : null);
  await resumeIt(operator, stop);
  expect((await ask(token)).status).toBe(200);
});

it.each(['tenant', 'key', 'tool'] as const)(
  'ends a wait within two seconds when its %s is stopped',
  async (scope) => {
    const { token, agent } = await limitedKey(10_000);
    const client = await connect(door.url, token);
    const { content } = await call(client, 'draft_create_endpoint', proposalOf({ name: `wait-${scope}` }));
    const id = (content as { draft: { id: string } }).draft.id;
    const waiting = call(client, 'draft_show', { draft_id: id, wait_seconds: 30 });
    await new Promise((resolve) => {
      setTimeout(resolve, 1000);
    });
    const from = performance.now();
    const subject = { tenant: null, key: agent.keyId, tool: 'draft_show' }[scope];
    const stop = await stopIt(reviewer, scope, subject);
    expect((await waiting).code).toBe('KILL_SWITCH_ENGAGED');
    expect(performance.now() - from).toBeLessThan(2000);
    await client.close();
    await resumeIt(operator, stop);
  },
);

it('lets nothing in when the limits cannot be asked', async () => {
  const { token } = await limitedKey(10_000);
  const broken = vi.spyOn(limits, 'admitRequest').mockRejectedValue(new Error('internals'));
  const answer = await ask(token);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('internals');
  broken.mockRestore();
  expect((await ask(token)).status).toBe(200);
});
