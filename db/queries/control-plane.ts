import type { ControlPlaneRow } from '@/db/schema/deliveries';
import type { TenantTx, WriteTx } from '@/db/tenant';

export type ControlPlane = Omit<ControlPlaneRow, 'tenant_id'>;

/** Where this tenant's changes are sent, or null. */
export async function findControlPlane({ sql }: TenantTx): Promise<ControlPlane | null> {
  const [row] = await sql<ControlPlane[]>`
    select url, url_salt, sealed_secrets, secret_ids, changed_by, changed_at, gone_at
    from control_planes where tenant_id = current_tenant()`;
  return row ?? null;
}

/** The same, locked until commit. */
export async function lockControlPlane({ sql }: WriteTx): Promise<ControlPlane | null> {
  const [row] = await sql<ControlPlane[]>`
    select url, url_salt, sealed_secrets, secret_ids, changed_by, changed_at, gone_at
    from control_planes where tenant_id = current_tenant() for update`;
  return row ?? null;
}

/** Puts this in the place of what was there; a control plane that was gone is asked again. */
export async function setControlPlane(
  { sql, tenantId }: WriteTx,
  plane: Omit<ControlPlane, 'gone_at'>,
): Promise<void> {
  const row = { ...plane, gone_at: null };
  await sql`
    insert into control_planes ${sql({ ...row, tenant_id: tenantId })}
    on conflict (tenant_id) do update set ${sql(row)}`;
}

/** Signs with these secrets from now on; the address stays, and so does that it is gone. */
export async function replaceSecrets(
  { sql }: WriteTx,
  kept: Pick<ControlPlane, 'sealed_secrets' | 'secret_ids' | 'changed_by' | 'changed_at'>,
): Promise<void> {
  await sql`update control_planes set ${sql(kept)} where tenant_id = current_tenant()`;
}

/** Removes it; what still waited is dead. Answers how many were. */
export async function deleteControlPlane({ sql }: WriteTx): Promise<number> {
  await sql`delete from control_planes where tenant_id = current_tenant()`;
  const ended = await sql`
    update deliveries set state = 'dead', last_outcome = 'control_plane_removed', finished_at = clock_timestamp(),
      next_attempt_at = null, lease = null, leased_until = null
    where tenant_id = current_tenant() and finished_at is null`;
  return ended.count;
}

/** Nothing more is sent to this address, which answered 410, until somebody sets it again. False where that was known. */
export async function markGone({ sql }: WriteTx, url: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    update control_planes set gone_at = ${at}
    where tenant_id = current_tenant() and url = ${url} and gone_at is null`;
  return count === 1;
}
