import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { addPrompts } from './prompts';
import { callerOf } from './testing/caller-of';
import { openDoor } from './testing/door-server';
import { post } from './testing/raw-call';

const argued = { name: 'orders', provider: 'stripe', target_url: 'https://hooks.acme.com/x' };
let owner: TestPerson;
let door: Awaited<ReturnType<typeof openDoor>>;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
});
afterAll(() => door.close());

const argsOf = (keyId: string) =>
  withTenantRead(owner.tenant.system, async ({ sql }) => [
    ...(await sql`select outcome, args_redacted from tool_calls where agent_key_id = ${keyId}`),
  ]);

it('is made of the arguments that are recorded, whatever reached the handler', async () => {
  const { agent } = await makeKey(owner);
  const params = { name: 'propose_endpoint', arguments: argued };
  const server = new McpServer({ name: 'prompts', version: '1.0.0' });
  const caller = callerOf(agent, { correlationId: 'req_prompt', method: 'prompts/get', params });
  addPrompts(server, caller);
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test-client', version: '1.2.3' });
  await Promise.all([server.connect(there), client.connect(here)]);
  const other = { ...argued, name: 'others' };
  const prompt = await client.getPrompt({ name: 'propose_endpoint', arguments: other });
  expect(JSON.stringify(prompt)).toContain('Propose the endpoint orders');
  expect(await argsOf(agent.keyId)).toEqual([{ outcome: 'ok', args_redacted: argued }]);
  await client.close();
});

it.each([{ uri: 'x://y' }, { notifications: {} }])(
  'is recorded with its arguments beside %j',
  async (aside) => {
    const { token, agent } = await makeKey(owner);
    const params = { ...aside, name: 'propose_endpoint', arguments: argued };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'prompts/get', params });
    expect(await (await post(door.url, token, body)).text()).toContain('Propose the endpoint orders');
    expect(await argsOf(agent.keyId)).toEqual([{ outcome: 'ok', args_redacted: argued }]);
  },
);
