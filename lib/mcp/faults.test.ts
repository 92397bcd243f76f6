import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { call, connect } from './testing/agent-client';
import { openDoor } from './testing/door-server';

const internal = 'password authentication failed for user "app" at 10.0.0.5';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let database: ReturnType<typeof postgres>;
const reported: string[] = [];

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
  database = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} });
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => reported.push(String(line)) > 0);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await database.end();
  await door.close();
});

/** Makes the database fail on the rows of one key, and of nobody else's. */
async function breakInserts(
  table: 'drafts' | 'tool_calls',
  column: string,
  keyId: string,
): Promise<() => Promise<void>> {
  const name = `broken_${keyId.toLowerCase()}`;
  await database.unsafe(`
    create function ${name}() returns trigger language plpgsql as $$ begin raise exception '${internal}'; end $$;
    create trigger ${name} before insert on ${table} for each row when (new.${column} = '${keyId}')
      execute function ${name}();`);
  return async () => {
    await database.unsafe(`drop trigger ${name} on ${table}; drop function ${name}();`);
  };
}

it('answers a fault with a code and an id, and says nothing of its cause', async () => {
  const { token, agent } = await makeKey(owner);
  const mend = await breakInserts('drafts', 'created_by_id', agent.keyId);
  const client = await connect(door.url, token);
  const { code, content } = await call(client, 'draft_create_endpoint', proposalOf({ name: 'broken' }));
  await mend();
  expect(code).toBe('INTERNAL_ERROR');
  expect(content).toMatchObject({
    error: { correlation_id: expect.stringMatching(/^req_/), category: 'server' },
  });
  expect(JSON.stringify(content)).not.toMatch(/password|10\.0\.0\.5|postgres|stack/i);
  expect(reported.join('')).toContain((content['error'] as { correlation_id: string }).correlation_id);
  expect(reported.join('')).not.toContain('10.0.0.5');
  const rows = await withTenantRead(
    owner.tenant.system,
    ({ sql }) => sql`select outcome, error_code from tool_calls where agent_key_id = ${agent.keyId}`,
  );
  expect([...rows]).toEqual([{ outcome: 'error', error_code: 'INTERNAL_ERROR' }]);
  await client.close();
});

it('gives no answer that it cannot record, and the same key answers what was done', async () => {
  const { token, agent } = await makeKey(owner);
  const mend = await breakInserts('tool_calls', 'agent_key_id', agent.keyId);
  const client = await connect(door.url, token);
  const args = proposalOf({ name: 'unrecorded' }, { idempotency_key: 'once-1' });
  expect((await call(client, 'draft_create_endpoint', args)).code).toBe('INTERNAL_ERROR');
  expect((await call(client, 'health_get')).code).toBe('INTERNAL_ERROR');
  await expect(client.readResource({ uri: 'draft://x' })).rejects.toMatchObject({ code: -32603 });
  await expect(client.callTool({ name: 'weather' })).rejects.toThrow(/./);
  await mend();
  const again = await call(client, 'draft_create_endpoint', args);
  expect(again).toMatchObject({ code: 'ok', content: { duplicate: true } });
  expect(JSON.stringify(again.content)).not.toContain('10.0.0.5');
  await client.close();
});
