import type { ServiceCredentialRow } from '@/db/schema/services';
import type { TenantTx, WriteTx } from '@/db/tenant';

export type NewServiceCredential = Omit<ServiceCredentialRow, 'tenant_id' | 'revoked_by' | 'revoked_at'>;

export async function insertServiceCredential(
  { sql, tenantId }: WriteTx,
  credential: NewServiceCredential,
): Promise<void> {
  await sql`insert into service_credentials ${sql({ ...credential, tenant_id: tenantId })}`;
}

/** False when the tenant has no such credential or it was revoked before. */
export async function revokeServiceCredential(
  { sql }: WriteTx,
  { id, by, at }: { id: string; by: string; at: Date },
): Promise<boolean> {
  const { count } = await sql`
    update service_credentials set revoked_by = ${by}, revoked_at = ${at}
    where tenant_id = current_tenant() and id = ${id} and revoked_at is null`;
  return count === 1;
}

/** What may be shown of a credential: never what proves it. */
export type ListedService = Omit<ServiceCredentialRow, 'tenant_id' | 'lookup_id' | 'token_hash'>;

export const listServiceCredentials = async ({ sql }: TenantTx): Promise<ListedService[]> =>
  await sql<ListedService[]>`
    select id, name, created_by, created_at, expires_at, revoked_by, revoked_at from service_credentials
    where tenant_id = current_tenant() order by id`;
