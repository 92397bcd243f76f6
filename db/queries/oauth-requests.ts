import type { oauthRequests } from '@/db/schema/oauth';
import type { TenantTx, WriteTx } from '@/db/tenant';

/** What a client asked for. It lies in the nil tenant until a person decides it. */
export type OAuthRequest = Omit<typeof oauthRequests.$inferSelect, 'tenant_id'>;

export async function insertOAuthRequest(
  { sql, tenantId }: WriteTx,
  request: Omit<OAuthRequest, 'decided_at'>,
): Promise<void> {
  await sql`insert into oauth_requests ${sql({ ...request, tenant_id: tenantId })}`;
}

/** How many wait, of all clients and of those of one host, once those that ran out are forgotten. */
export async function countOAuthRequests(
  { sql }: WriteTx,
  at: Date,
  host: string,
): Promise<{ all: number; of_host: number }> {
  await sql`delete from oauth_requests where tenant_id = current_tenant() and expires_at < ${at}`;
  const [row] = await sql<{ all: number; of_host: number }[]>`
    select count(*)::int as all,
      (count(*) filter (where substring(client_id from '^https?://([[][^]]*[]]|[^/:]+)') = ${host}))::int as of_host
    from oauth_requests where tenant_id = current_tenant() and decided_at is null`;
  return row ?? { all: 0, of_host: 0 };
}

export async function findOAuthRequest({ sql }: TenantTx, handleHash: Buffer): Promise<OAuthRequest | null> {
  const [row] = await sql<OAuthRequest[]>`
    select * from oauth_requests where tenant_id = current_tenant() and handle_hash = ${handleHash}`;
  return row ?? null;
}

/** True for the one decision that it gets. */
export async function useOAuthRequest({ sql }: WriteTx, id: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    update oauth_requests set decided_at = ${at}
    where tenant_id = current_tenant() and id = ${id} and decided_at is null and expires_at > ${at}`;
  return count === 1;
}
