import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedDatabase, startEmbedded } from '@/db/embedded';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';
import { migrate } from '@/db/migrate';
import { tempDataDir } from '@/db/testing/temp-data-dir';

const dataDir = tempDataDir('upgrade');
const all = fileURLToPath(new URL('./migrations', import.meta.url));
const tenant = '0190a000-0000-7000-8000-000000000001';
const secondTenant = '0190a000-0000-7000-8000-000000000002';

/** The migrations up to one, and no later. */
function migrationsTo(last: string): string {
  const folder = join(dataDir, 'older');
  cpSync(all, folder, { recursive: true });
  const file = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] };
  const end = journal.entries.findIndex(({ tag }) => tag.startsWith(last));
  if (end < 0) throw new Error(`there is no migration ${last}`);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end + 1) }));
  return folder;
}

/** A tenant as the version before agent keys had terms kept it: a person, a key, three calls out of their order. */
async function seed(sql: postgres.Sql, id: string, mark: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select set_config('app.tenant_id', ${id}, true)`;
    await tx`insert into tenants (id, name, created_at) values (${id}, ${`old-${mark}`}, now())`;
    await tx`insert into users (id, tenant_id, email, name, role, password_hash, created_at)
      values (${`usr_${mark}`}, ${id}, ${`${mark}@example.com`}, 'Robin', 'reviewer', 'x', now())`;
    await tx`insert into agent_keys (id, tenant_id, name, agent_identity, lookup_id, token_hash, scopes, human_owner_id,
        purpose, environment, expires_at, created_by, created_at)
      values (${`key_${mark}`}, ${id}, 'bot', 'bot', ${`old0000${mark}`}, sha256(${mark}), '{mcp:read:drafts}',
        ${`usr_${mark}`}, 'p', 'dev', now() + interval '30 days', ${`usr_${mark}`}, now())`;
    for (const nth of [2, 1, 3]) {
      await tx`insert into tool_calls (id, tenant_id, correlation_id, agent_key_id, agent_identity, human_owner_id,
          server_version, method, decision, outcome, http_status, started_at, finished_at, duration_ms)
        values (${`call_${mark}${nth}`}, ${id}, 'req_1', ${`key_${mark}`}, 'bot', ${`usr_${mark}`}, '1', 'tools/call',
          'allow', 'ok', 200, now() + ${nth} * interval '1 second', now() + ${nth} * interval '1 second', 1)`;
    }
  });
}

describe('a database that holds something', () => {
  let server: EmbeddedDatabase;
  let owner: postgres.Sql;
  const inTenant = <T extends object>(id: string, run: (tx: postgres.TransactionSql) => Promise<T>) =>
    owner.begin(async (tx) => {
      await tx`select set_config('app.tenant_id', ${id}, true)`;
      return run(tx);
    });

  beforeAll(async () => {
    server = await startEmbedded({ dataDir });
    const record = readRecord(dataDir);
    if (record === null) throw new Error('the database has no record');
    const superuser = postgres(roleUrl('postgres', record.superuserPassword, record.port, 'postgres'), {
      max: 1,
    });
    await superuser`create database older owner countersign`;
    await superuser.end();
    const url = roleUrl('countersign', record.ownerPassword, record.port, 'older');
    await migrate(url, migrationsTo('0016'));
    owner = postgres(url, { max: 1 });
    await seed(owner, tenant, 'a');
    await seed(owner, secondTenant, 'b');
    await migrate(url);
  }, 60_000);
  afterAll(async () => {
    await owner.end();
    await server.stop('immediate');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each([tenant, secondTenant])(
    'keeps what the keys of %s could do, and new ones start with nothing',
    async (id) => {
      const keys = await inTenant(
        id,
        (tx) => tx`
      select every_environment, rate_limit_per_min, array_length(data_classes, 1) as classes from agent_keys`,
      );
      expect([...keys]).toEqual([{ every_environment: true, rate_limit_per_min: 600, classes: 7 }]);
      const usual = await owner`
      select column_name, column_default from information_schema.columns
      where table_name = 'agent_keys' and column_name in ('every_environment', 'rate_limit_per_min', 'data_classes')
      order by 1`;
      expect(usual.map(({ column_default: value }) => String(value).replace(/::.*/, ''))).toEqual([
        "'{}'",
        'false',
        '60',
      ]);
    },
  );

  it.each([tenant, secondTenant])('chains the calls of %s in the order in which they began', async (id) => {
    const calls = await inTenant(
      id,
      (tx) => tx`
      select right(id, 1) as nth, seq::int, prev_hash = coalesce(lag(entry_hash) over (order by seq),
        decode(repeat('00', 32), 'hex')) as follows, entry_hash = chain_hash(prev_hash, call_entry(c)) as holds
      from tool_calls c order by seq`,
    );
    expect([...calls]).toEqual(
      [1, 2, 3].map((seq) => ({ nth: String(seq), seq, follows: true, holds: true })),
    );
    const [head] = await inTenant(
      id,
      (tx) => tx`
      select h.seq::int, h.hash = c.entry_hash as last from chain_heads h, tool_calls c
      where h.chain = 'calls' and c.seq = h.seq`,
    );
    expect(head).toEqual({ seq: 3, last: true });
  });
});
