import type { TenantTx, WriteTx } from '@/db/tenant';

/** Whether this tenant is stopped. The row always exists, so FOR SHARE orders this apply before or after the stop. */
export async function isStopped({ sql }: WriteTx): Promise<boolean> {
  const rows = await sql<{ engaged: boolean }[]>`
    select engaged_at is not null as engaged from kill_switches
    where tenant_id = current_tenant() and scope = 'tenant' and subject = '*' for share`;
  return rows.length !== 1 || rows[0]?.engaged !== false;
}

/** The same for a page: no lock, and so no promise. */
export async function seesStop({ sql }: TenantTx): Promise<boolean> {
  const rows = await sql<{ engaged: boolean }[]>`
    select engaged_at is not null as engaged from kill_switches
    where tenant_id = current_tenant() and scope = 'tenant' and subject = '*'`;
  return rows.length !== 1 || rows[0]?.engaged !== false;
}
