import type { WriteTx } from '@/db/tenant';

export type NewTenant = {
  name: string;
  draft_ttl_hours: number;
  expired_retention_days: number;
  created_at: Date;
};

/** The tenant's row, its empty evidence log and its stop switch, released. `apply` refuses where one is missing. */
export async function insertTenant({ sql, tenantId }: WriteTx, tenant: NewTenant): Promise<void> {
  await sql`insert into tenants ${sql({ ...tenant, id: tenantId })}`;
  await sql`select log_open()`;
  await sql`insert into kill_switches (tenant_id, scope, subject) values (${tenantId}, 'tenant', '*')`;
}
