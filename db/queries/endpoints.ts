import type { EndpointRow, EndpointVersionRow } from '@/db/schema/endpoints';
import type { TenantTx } from '@/db/tenant';
import type { Spec } from '@/lib/domain/resource/resource-kind';

/** An endpoint with its spec, live or deleted. */
export type StoredEndpoint = Omit<EndpointRow, 'spec'> & { spec: Spec };

export async function findLiveEndpoint({ sql }: TenantTx, name: string): Promise<StoredEndpoint | null> {
  const [row] = await sql<StoredEndpoint[]>`
    select * from endpoints where tenant_id = current_tenant() and name = ${name} and deleted_at is null`;
  return row ?? null;
}

/** By id: one that was deleted too. */
export async function findEndpoint({ sql }: TenantTx, id: string): Promise<StoredEndpoint | null> {
  const [row] = await sql<StoredEndpoint[]>`
    select * from endpoints where tenant_id = current_tenant() and id = ${id}`;
  return row ?? null;
}

/** One page of live endpoints by name. */
export async function listEndpoints(
  { sql }: TenantTx,
  filter: { name?: string | undefined; after?: string | undefined; limit: number },
): Promise<StoredEndpoint[]> {
  return await sql<StoredEndpoint[]>`
    select * from endpoints where tenant_id = current_tenant() and deleted_at is null
      ${filter.name === undefined ? sql`` : sql`and name = ${filter.name}`}
      ${filter.after === undefined ? sql`` : sql`and name > ${filter.after}`}
    order by name limit ${filter.limit}`;
}

/** The names of live endpoints that begin with a text, for completions. */
export async function endpointNames({ sql }: TenantTx, prefix: string, limit: number): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from endpoints where tenant_id = current_tenant() and deleted_at is null
      and starts_with(name, ${prefix}) order by name limit ${limit}`;
  return rows.map(({ name }) => name);
}

export async function listVersions(
  { sql }: TenantTx,
  filter: { endpointId: string; before?: number | undefined; limit: number },
): Promise<EndpointVersionRow[]> {
  return await sql<EndpointVersionRow[]>`
    select * from endpoint_versions where tenant_id = current_tenant() and endpoint_id = ${filter.endpointId}
      ${filter.before === undefined ? sql`` : sql`and version < ${filter.before}`}
    order by version desc limit ${filter.limit}`;
}

/** How many pending drafts name this resource. */
export async function pendingFor({ sql }: TenantTx, name: string, now: Date): Promise<number> {
  const [row] = await sql<{ pending: number }[]>`
    select count(*)::int as pending from drafts where tenant_id = current_tenant() and resource_name = ${name}
      and status = 'pending' and expires_at > ${now}`;
  return row?.pending ?? 0;
}
