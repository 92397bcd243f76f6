import type { TenantTx } from '@/db/tenant';

/** The tenant's default life of a draft, in hours. */
export async function tenantTtlHours({ sql }: TenantTx): Promise<number> {
  const [row] = await sql<{ draft_ttl_hours: number }[]>`
    select draft_ttl_hours from tenants where id = current_tenant()`;
  if (!row) throw new Error('the tenant has no row');
  return row.draft_ttl_hours;
}

/** The tenant's name, for people. */
export async function tenantName({ sql }: TenantTx): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select name from tenants where id = current_tenant()`;
  if (!row) throw new Error('the tenant has no row');
  return row.name;
}
