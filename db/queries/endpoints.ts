import type { EndpointRow, EndpointVersionRow } from '@/db/schema/endpoints';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Spec } from '@/lib/domain/resource/resource-kind';

/** A live endpoint with its spec. */
export type LiveEndpoint = Omit<EndpointRow, 'spec'> & { spec: Spec };

export async function findLiveEndpoint({ sql }: TenantTx, name: string): Promise<LiveEndpoint | null> {
  const [row] = await sql<LiveEndpoint[]>`
    select * from endpoints where tenant_id = current_tenant() and name = ${name} and deleted_at is null`;
  return row ?? null;
}

/** The same, locked: nobody else moves this resource until commit. */
export async function lockLiveEndpoint({ sql }: WriteTx, name: string): Promise<LiveEndpoint | null> {
  const [row] = await sql<LiveEndpoint[]>`
    select * from endpoints where tenant_id = current_tenant() and name = ${name} and deleted_at is null for update`;
  return row ?? null;
}

export async function findEndpoint({ sql }: TenantTx, id: string): Promise<LiveEndpoint | null> {
  const [row] = await sql<LiveEndpoint[]>`
    select * from endpoints where tenant_id = current_tenant() and id = ${id}`;
  return row ?? null;
}

/** One page of live endpoints by name. */
export async function listEndpoints(
  { sql }: TenantTx,
  filter: { name?: string | undefined; after?: string | undefined; limit: number },
): Promise<LiveEndpoint[]> {
  return await sql<LiveEndpoint[]>`
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

export async function findVersion(
  { sql }: TenantTx,
  endpointId: string,
  version: number,
): Promise<Spec | null> {
  const [row] = await sql<{ spec: Spec | null }[]>`
    select spec from endpoint_versions
    where tenant_id = current_tenant() and endpoint_id = ${endpointId} and version = ${version}`;
  return row?.spec ?? null;
}

/** The hosts that live endpoints of this tenant send to, with how many use each. */
export async function knownHosts({ sql }: TenantTx): Promise<Map<string, number>> {
  const rows = await sql<{ host: string; uses: number }[]>`
    select host, count(*)::int as uses from endpoints
    where tenant_id = current_tenant() and deleted_at is null and host is not null group by host`;
  return new Map(rows.map(({ host, uses }) => [host, uses]));
}

/** How many pending drafts name this resource. */
export async function pendingFor({ sql }: TenantTx, name: string, now: Date): Promise<number> {
  const [row] = await sql<{ pending: number }[]>`
    select count(*)::int as pending from drafts where tenant_id = current_tenant() and resource_name = ${name}
      and status = 'pending' and expires_at > ${now}`;
  return row?.pending ?? 0;
}
