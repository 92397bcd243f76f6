import postgres from 'postgres';
import { globalStopLock } from '@/db/queries/kill-switch';

/**
 * What only the owner of the tables may do, for the operator at the terminal; no request ever has these credentials.
 * Each call opens one connection and closes it.
 */
async function asOwner<T>(ownerUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * The id of the tenant with this name, or null. Forced row-level security hides tenants from their owner too, so the
 * owner becomes resolver inside a transaction that is rolled back, grant and all.
 */
export const tenantIdByName = (ownerUrl: string, name: string): Promise<string | null> =>
  asOwner(ownerUrl, async (sql) => {
    await sql`begin`;
    await sql`grant resolver to current_user`;
    await sql`set local role resolver`;
    const [row] = await sql<{ id: string }[]>`select id from tenants where name = ${name}`;
    await sql`rollback`;
    return row?.id ?? null;
  });

export type PasswordChange = { tenantId: string; userId: string; hash: string; at: Date };

/** Replaces a person's password and ends their sessions. The role that serves requests has no right to the first. */
export const replacePassword = (ownerUrl: string, change: PasswordChange): Promise<void> =>
  asOwner(ownerUrl, async (client) => {
    await client.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${change.tenantId}, true)`;
      const { count } = await sql`
        update users set password_hash = ${change.hash} where tenant_id = current_tenant() and id = ${change.userId}`;
      if (count !== 1) throw new Error('the person is gone');
      await sql`
        update sessions set revoked_at = ${change.at}
        where tenant_id = current_tenant() and user_id = ${change.userId} and revoked_at is null`;
    });
  });

/** The ids of all tenants, as `tenantIdByName` finds one. */
export const tenantIds = async (ownerUrl: string): Promise<string[]> =>
  (await allTenants(ownerUrl)).map(({ id }) => id);

/** The names of all tenants. */
export const tenantsByName = async (ownerUrl: string): Promise<string[]> =>
  (await allTenants(ownerUrl)).map(({ name }) => name);

const allTenants = (ownerUrl: string): Promise<{ id: string; name: string }[]> =>
  asOwner(ownerUrl, async (sql) => {
    await sql`begin`;
    await sql`grant resolver to current_user`;
    await sql`set local role resolver`;
    const rows = await sql<{ id: string; name: string }[]>`select id, name from tenants order by name`;
    await sql`rollback`;
    return [...rows];
  });

/** The tenant that no tenant is: it holds the switch of the whole installation. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Stops everything of every tenant, or lets it go on; `engaged` null releases. Whoever looks from now on sees it; it returns
 * when the applies that had looked before have ended. No serving role may write this row.
 */
export const moveGlobalSwitch = (ownerUrl: string, engaged: { by: string; at: Date } | null): Promise<void> =>
  asOwner(ownerUrl, async (client) => {
    await client.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${nobody}, true)`;
      const { count } = await sql`
        update kill_switches set engaged_at = ${engaged?.at ?? null}, engaged_by = ${engaged?.by ?? null}
        where scope = 'global'`;
      if (count !== 1) throw new Error('the switch of the installation is gone');
    });
    await client`select pg_advisory_lock(${globalStopLock}), pg_advisory_unlock(${globalStopLock})`;
  });
