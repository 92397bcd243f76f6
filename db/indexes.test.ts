import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

/** Of each table: an index whose columns another begins with, under the same condition. It costs every write and answers nothing. */
const needless = (sql: postgres.Sql | postgres.TransactionSql) => sql<
  { needless: string; covered_by: string }[]
>`
  with indexes as (
    select i.indexrelid::regclass::text as name, i.indrelid, i.indisunique, coalesce(pg_get_expr(i.indpred, i.indrelid), '') as condition,
      (select string_agg(pg_get_indexdef(i.indexrelid, n, true) || ' ' || (i.indoption[n - 1])::text, ',' order by n) || ','
        from generate_series(1, i.indnkeyatts) n) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace)
  select a.name as needless, b.name as covered_by from indexes a join indexes b
    on a.indrelid = b.indrelid and a.name <> b.name and a.condition = b.condition and not a.indisunique
    and starts_with(b.columns, a.columns) and (a.columns <> b.columns or a.name > b.name)
  order by 1`;

it('no index is the beginning of another', async () => {
  expect(await needless(owner)).toEqual([]);
});

it('one that is would be found', async () => {
  const undone = new Error('undone');
  const planting = owner.begin(async (sql) => {
    await sql`create index planted on tool_calls (tenant_id, tool)`;
    expect(await needless(sql)).toEqual([{ needless: 'planted', covered_by: 'tool_calls_tool' }]);
    throw undone;
  });
  await expect(planting).rejects.toBe(undone);
});
