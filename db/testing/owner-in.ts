import type postgres from 'postgres';

/** Runs as the owner of the tables within one tenant: for what the product itself never does. */
export async function ownerIn(
  owner: postgres.Sql,
  { id }: { id: string },
  run: (sql: postgres.TransactionSql) => Promise<unknown>,
): Promise<unknown> {
  return owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${id}, true)`;
    return run(sql);
  });
}
