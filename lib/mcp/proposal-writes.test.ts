import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeTenant, type TestKey, type TestPerson } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { flushTransport } from '@/lib/use-cases/calls/transport-log';
import { call, connect, eras } from './testing/agent-client';
import { openDoor } from './testing/door-server';

const owner = postgres(inject('ownerUrl'), { max: 1 });
let door: Awaited<ReturnType<typeof openDoor>>;
let person: TestPerson;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
  person = await makePerson(await makeTenant(), 'reviewer');
  key = await makeKey(person);
});
afterAll(() => Promise.all([door.close(), owner.end()]));

type Table = { rows: number; content: string };

/** Every table of the database as this tenant has it: how many rows, and a hash of all that is in them. */
async function everyTable(): Promise<Map<string, Table>> {
  const found = new Map<string, Table>();
  await owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${person.tenant.id}, true)`;
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class
      where relkind = 'r' and relrowsecurity and relnamespace = 'public'::regnamespace`;
    for (const { name } of tables) {
      const [table] = await sql<Table[]>`
        select count(*)::int as rows, md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as content
        from ${sql(name)} t`;
      if (table) found.set(name, table);
    }
  });
  return found;
}

/** The tables that differ, and by how many rows. */
const changed = (before: Map<string, Table>, after: Map<string, Table>) =>
  Object.fromEntries(
    [...after]
      .filter(([name, table]) => table.content !== before.get(name)?.content)
      .map(([name, table]) => [name, table.rows - (before.get(name)?.rows ?? 0)]),
  );

it.each(eras)(
  'a proposal in protocol era %s writes its draft, its evidence and its call, and no other table',
  async (era) => {
    const client = await connect(door.url, key.token, era);
    await client.listTools();
    const first = await call(
      client,
      'draft_create_endpoint',
      proposalOf({ name: `warm-${era.slice(0, 4)}` }),
    );
    expect(first.code).toBe('ok');
    await flushTransport();
    const before = await everyTable();
    expect(before.size).toBeGreaterThan(12);
    const made = await call(client, 'draft_create_endpoint', proposalOf({ name: `one-${era.slice(0, 4)}` }));
    expect(made.content).toMatchObject({ draft: { id: expect.stringMatching(/^drf_/) }, applied: false });
    await flushTransport();
    expect(changed(before, await everyTable())).toEqual({
      chain_heads: 0,
      drafts: 1,
      log_heads: 0,
      log_leaves: 1,
      proposers: 0,
      rate_buckets: 0,
      tool_calls: 1,
      transport_requests: 1,
    });
    await client.close();
  },
);
