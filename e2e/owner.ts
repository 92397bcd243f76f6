import postgres from 'postgres';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';

type Work<T> = (sql: postgres.TransactionSql) => Promise<T>;

/** Runs statements as the owner of the tables, in the tenant of a session: for time and loss, which no request can make. */
export function asOwnerOf(dataDir: string, { session }: { session: string }) {
  const record = readRecord(dataDir);
  if (record === null) throw new Error('the product under test has no embedded database');
  const { port, appPassword, ownerPassword } = record;
  return async (work: Work<unknown>): Promise<void> => {
    const [app, owner] = [roleUrl('app', appPassword, port), roleUrl('countersign', ownerPassword, port)].map(
      (url) => postgres(url, { max: 1, onnotice: () => {} }),
    );
    if (!app || !owner) throw new Error('no connection');
    try {
      const [found] = await app<{ tenant_id: string }[]>`select tenant_id from session_by_id(${session})`;
      await owner.begin(async (sql) => {
        await sql`select set_config('app.tenant_id', ${found?.tenant_id ?? ''}, true)`;
        await work(sql);
      });
    } finally {
      await Promise.all([app.end(), owner.end()]);
    }
  };
}
