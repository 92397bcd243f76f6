import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { insertDelivery } from '@/db/testing/insert-delivery';
import { proposalOf } from '@/db/testing/proposals';
import { call, connect } from './testing/agent-client';
import { openDoor } from './testing/door-server';

const tables = ['tenants', 'drafts', 'log_leaves', 'tool_calls', 'deliveries'];

let door: Awaited<ReturnType<typeof openDoor>>;
let database: ReturnType<typeof postgres>;

beforeAll(async () => {
  door = await openDoor();
  database = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await database.end();
  await door.close();
});

/** For one key, rows are there in a READ ONLY transaction and nowhere else. */
async function showOnlyToReaders(keyId: string): Promise<void> {
  for (const table of tables) {
    await database.unsafe(`create policy only_readers_${keyId.toLowerCase()} on ${table} as restrictive
      for select to agent using (current_principal() <> '${keyId}' or current_setting('transaction_read_only') = 'on')`);
  }
}

const itemsIn = (content: Record<string, unknown>) => (content['items'] as unknown[]).length;

it('reads in transactions that the database holds to reading', async () => {
  const owner = await makePerson(await makeTenant(), 'reviewer');
  const { token, agent } = await makeKey(owner);
  const client = await connect(door.url, token);
  const made = await call(client, 'draft_create_endpoint', proposalOf({ name: 'seen' }));
  const { id } = made.content['draft'] as { id: string };
  await database.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${owner.tenant.id}, true)`;
    await insertDelivery(sql, { state: 'pending' });
  });
  await showOnlyToReaders(agent.keyId);

  const write = await call(client, 'draft_create_endpoint', proposalOf({ name: 'unseen' }));
  expect(write.code).toBe('INTERNAL_ERROR');
  for (const tool of ['draft_list', 'evidence_list', 'delivery_list', 'call_log_list']) {
    const { content } = await call(client, tool);
    expect([tool, itemsIn(content) > 0]).toEqual([tool, true]);
  }
  expect((await call(client, 'draft_show', { draft_id: id, wait_seconds: 1 })).code).toBe('ok');
  expect((await call(client, 'health_get')).code).toBe('ok');
  const checked = await call(client, 'draft_check_endpoint', { spec: proposalOf({ name: 'tried' }).spec });
  expect(checked.content).toMatchObject({ acceptable: true });
  await client.close();
});
