import type { oauthGrants, oauthSecrets } from '@/db/schema/oauth';
import type { TenantTx, WriteTx } from '@/db/tenant';

/** To whom, and for what, the key of a consent was given. */
export type OAuthGrant = Omit<typeof oauthGrants.$inferSelect, 'tenant_id'>;

export type OAuthSecret = Pick<
  typeof oauthSecrets.$inferSelect,
  'id' | 'key_id' | 'kind' | 'expires_at' | 'used_at'
>;

export type NewOAuthSecret = Omit<typeof oauthSecrets.$inferSelect, 'tenant_id' | 'used_at'>;

export async function insertOAuthGrant({ sql, tenantId }: WriteTx, grant: OAuthGrant): Promise<void> {
  await sql`insert into oauth_grants ${sql({ ...grant, tenant_id: tenantId })}`;
}

export async function findOAuthGrant({ sql }: TenantTx, keyId: string): Promise<OAuthGrant | null> {
  const [row] = await sql<OAuthGrant[]>`
    select * from oauth_grants where tenant_id = current_tenant() and key_id = ${keyId}`;
  return row ?? null;
}

export async function insertOAuthSecrets(
  { sql, tenantId }: WriteTx,
  secrets: readonly NewOAuthSecret[],
): Promise<void> {
  await sql`insert into oauth_secrets ${sql(secrets.map((one) => ({ ...one, tenant_id: tenantId })))}`;
}

/** Locked until commit: what may be used once is used once. */
export async function lockOAuthSecret({ sql }: WriteTx, id: string): Promise<OAuthSecret | null> {
  const [row] = await sql<OAuthSecret[]>`
    select id, key_id, kind, expires_at, used_at from oauth_secrets
    where tenant_id = current_tenant() and id = ${id} for update`;
  return row ?? null;
}

export async function useOAuthSecret({ sql }: WriteTx, id: string, at: Date): Promise<void> {
  await sql`update oauth_secrets set used_at = ${at} where tenant_id = current_tenant() and id = ${id}`;
}

/** Access tokens that ran out. Codes and refresh tokens stay: that one comes a second time must be seen. */
export async function forgetAccessTokens({ sql }: WriteTx, keyId: string, before: Date): Promise<void> {
  await sql`
    delete from oauth_secrets
    where tenant_id = current_tenant() and key_id = ${keyId} and kind = 'access' and expires_at < ${before}`;
}
