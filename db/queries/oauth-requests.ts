import type { TenantTx, WriteTx } from '@/db/tenant';

/** Whether somebody has decided this request. */
export async function isDecided({ sql }: TenantTx, id: string): Promise<boolean> {
  const [row] = await sql`select from oauth_requests where tenant_id = current_tenant() and id = ${id}`;
  return row !== undefined;
}

/**
 * True for the one decision that a request gets. Those that ran out are forgotten; not those of the last hour, so that a
 * process whose clock is behind decides none of them again.
 */
export async function decideOnce(
  { sql, tenantId }: WriteTx,
  { id, expiresAt, at }: { id: string; expiresAt: Date; at: Date },
): Promise<boolean> {
  await sql`
    delete from oauth_requests where tenant_id = current_tenant() and expires_at < ${at}::timestamptz - interval '1 hour'`;
  const { count } = await sql`
    insert into oauth_requests ${sql({ tenant_id: tenantId, id, expires_at: expiresAt })} on conflict do nothing`;
  return count === 1;
}
