import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { post } from '@/lib/mcp/testing/raw-call';
import * as asking from '@/lib/mcp/tool-asked';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { propose } from '@/lib/use-cases/testing/acts';
import { stopIt } from '@/lib/use-cases/testing/stops';

let door: Awaited<ReturnType<typeof openDoor>>;
let operator: Human;
let key: { token: string; agent: Agent };
let draftId: string;

beforeAll(async () => {
  door = await openDoor();
});
beforeEach(async () => {
  const person = await makePerson(await makeTenant(), 'operator');
  operator = await makeSession(person);
  key = await makeKey(person);
  draftId = (await propose(key.agent)).id;
});
afterAll(() => door.close());

/** Every way to what draft_show answers. */
const ways: Readonly<Record<string, () => object>> = {
  'tools/call': () => ({ name: 'draft_show', arguments: { draft_id: draftId } }),
  'resources/read': () => ({ uri: `draft://${draftId}`, name: 'health_get' }),
  'completion/complete': () => ({
    ref: { type: 'ref/resource', uri: 'draft://{id}' },
    argument: { name: 'id', value: 'drf' },
  }),
  'subscriptions/listen': () => ({
    notifications: { resourceSubscriptions: [`draft://${draftId}`] },
    _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' },
  }),
};

const ask = (method: string) => send(method, ways[method]?.());
const send = async (method: string, params: object | undefined) => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  return (await post(door.url, key.token, body)).text();
};
const rows = () =>
  withTenantRead(operator, async ({ sql }) => [
    ...(await sql<{ method: string; tool: string | null; error_code: string | null }[]>`
      select method, tool, error_code from tool_calls where agent_key_id = ${key.agent.keyId} order by seq`),
  ]);

it.each(Object.keys(ways))('a stop of a tool covers %s, and the refusal has its row', async (method) => {
  await stopIt(operator, 'tool', 'draft_show');
  expect(await ask(method)).toContain('KILL_SWITCH_ENGAGED');
  expect(await rows()).toMatchObject([{ method, error_code: 'KILL_SWITCH_ENGAGED' }]);
});

it.each(Object.keys(ways))('a rule about a tool covers %s', async (method) => {
  const match = { tools: ['draft_show' as const] };
  const input = { priority: 10, effect: 'deny', match, reason: 'nobody reads drafts this week' };
  await addRule(operator, { input, idempotencyKey: null });
  expect(await ask(method)).not.toContain(draftId);
  expect(await rows()).toMatchObject([{ method, error_code: 'POLICY_DENIED' }]);
});

/** One address in the spellings that a reader of URLs takes for the same. */
const spellings: readonly ((address: string) => string)[] = [
  (address) => address.replace(/^[a-z]+/, (scheme) => scheme.toUpperCase()),
  (address) => address.replace(/^./, (letter) => letter.toUpperCase()),
  (address) => ` ${address} `,
  (address) => address.replace(/^../, '$&\t'),
  (address) => address.replace(/^../, '$&\n'),
  (address) => address.replace('://', ':\r//'),
  (address) => `\u0001\u001f${address}`,
];

it.each(spellings.map((spell) => [JSON.stringify(spell('draft://x')), spell] as const))(
  'a stop of a tool covers a resource that is spelt %s',
  async (_, spell) => {
    await stopIt(operator, 'tool', 'draft_show');
    await stopIt(operator, 'tool', 'endpoint_get');
    for (const address of [`draft://${draftId}`, 'endpoint://orders']) {
      expect(await send('resources/read', { uri: spell(address) })).toContain('KILL_SWITCH_ENGAGED');
    }
  },
);

it.each(['resources/read', 'completion/complete'])(
  'what the door did not read as a way to a tool is not answered by it: %s',
  async (method) => {
    const unread = vi.spyOn(asking, 'toolAsked').mockReturnValue(null);
    const answer = await ask(method);
    unread.mockRestore();
    expect(answer).not.toContain(draftId);
    expect(await ask(method)).toContain(draftId);
  },
);

it('a row names what was asked, not what stands beside it', async () => {
  await ask('resources/read');
  expect(await rows()).toMatchObject([{ method: 'resources/read', tool: `draft://${draftId}` }]);
});
