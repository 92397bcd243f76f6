import type { TenantTx } from '@/db/tenant';

/** The tenant's name, for people. */
export async function tenantName({ sql }: TenantTx): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select name from tenants where id = current_tenant()`;
  if (!row) throw new Error('the tenant has no row');
  return row.name;
}
