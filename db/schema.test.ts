import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import * as audit from './schema/audit';
import * as bundles from './schema/bundles';
import * as calls from './schema/calls';
import * as deliveries from './schema/deliveries';
import * as drafts from './schema/drafts';
import * as endpoints from './schema/endpoints';
import * as evidence from './schema/evidence';
import * as limits from './schema/limits';
import * as oauth from './schema/oauth';
import * as people from './schema/people';
import * as policy from './schema/policy';
import * as runs from './schema/runs';
import * as selftest from './schema/selftest';
import * as services from './schema/services';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

/** Row types come from these tables; the migrations are what the database has. Neither may drift from the other. */
const declared = [
  audit,
  bundles,
  calls,
  deliveries,
  drafts,
  endpoints,
  evidence,
  limits,
  oauth,
  people,
  policy,
  runs,
  selftest,
  services,
]
  .flatMap((schema): unknown[] => Object.values(schema))
  .filter((value) => is(value, PgTable))
  .flatMap((table) =>
    Object.values(getTableColumns(table)).map((column) => ({
      table: getTableName(table),
      column: column.name,
      nullable: !column.notNull && !column.primary,
    })),
  );

const key = (row: { table: string; column: string; nullable: boolean }) =>
  `${row.table}.${row.column}${row.nullable ? '?' : ''}`;

it('declares exactly the columns that the migrations made', async () => {
  const actual = await owner<{ table: string; column: string; nullable: boolean }[]>`
    select table_name as table, column_name as column, is_nullable = 'YES' as nullable
    from information_schema.columns where table_schema = 'public' and table_name not in ('due_deliveries', 'call_events') order by 1, 2`;
  expect(declared.map(key).toSorted()).toEqual(actual.map(key).toSorted());
});
