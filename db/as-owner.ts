import postgres from 'postgres';
import type { Sql } from '@/db/pool';
import { appendLeaf } from '@/db/queries/append-leaf';
import { appendAudit, auditRows, eventOfLeaf } from '@/db/queries/audit-append';
import { globalStopLock } from '@/db/queries/kill-switch';
import type { System } from '@/lib/domain/actor';
import type { Leaf } from '@/lib/domain/evidence/leaf';

const bigint = { to: 20, from: [20], parse: Number, serialize: String };

/**
 * What only the owner of the tables may do, for the operator at the terminal; no request ever has these credentials.
 * Each call opens one connection and closes it.
 */
async function asOwner<T>(ownerUrl: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 5, onnotice: () => {}, types: { bigint } });
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

export type PasswordChange = { operator: System; userId: string; hash: string; at: Date; leaf: Leaf };

/**
 * Replaces a person's password and ends their sessions, with the leaf and the audit event that say so. The role that serves
 * requests has no right to the first, and the owner of the tables none to the log: the rest is done as that role.
 */
export const replacePassword = (ownerUrl: string, change: PasswordChange): Promise<void> =>
  asOwner(ownerUrl, async (client) => {
    const { operator, userId, hash, at, leaf } = change;
    const audited = auditRows(operator, [eventOfLeaf(leaf)]);
    await client.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${operator.tenantId}, true)`;
      const { count } = await sql`
        update users set password_hash = ${hash} where tenant_id = current_tenant() and id = ${userId}`;
      if (count !== 1) throw new Error('the person is gone');
      await asApp(sql, async () => {
        await sql`
          update sessions set revoked_at = ${at}
          where tenant_id = current_tenant() and user_id = ${userId} and revoked_at is null`;
        await appendAudit(sql, audited);
        await appendLeaf(sql, 'none', leaf);
      });
    });
  });

type OwnerTx = postgres.TransactionSql<{ bigint: number }>;

/**
 * A superuser becomes any role. Another owner becomes one that it is lent, and lends it to itself, for it made that role;
 * what it was given before stays. Up to Postgres 15 a membership is one, whoever gave it.
 */
async function asApp(sql: OwnerTx, work: () => Promise<void>): Promise<void> {
  const [owner] = await sql<{ superuser: boolean; member: boolean }[]>`
    select r.rolsuper as superuser, exists (select from pg_auth_members m
      where m.roleid = 'app'::regrole and m.member = r.oid
        and (m.grantor = r.oid or current_setting('server_version_num')::int < 160000)) as member
    from pg_roles r where r.rolname = current_user`;
  const lent = owner?.superuser !== true;
  if (lent) await sql`grant app to current_user`;
  await sql`set local role app`;
  await work();
  await sql`reset role`;
  if (lent && owner?.member !== true) await sql`revoke app from current_user`;
}

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
