import type { agentKeys } from '@/db/schema/calls';
import type { WriteTx } from '@/db/tenant';

export type NewKey = Omit<
  typeof agentKeys.$inferSelect,
  'tenant_id' | 'status' | 'revoked_by' | 'revoked_at'
>;

export async function insertKey({ sql, tenantId }: WriteTx, key: NewKey): Promise<void> {
  await sql`insert into agent_keys ${sql({ ...key, tenant_id: tenantId })}`;
}

/** False when the tenant has no such key. */
export async function setMaxPending({ sql }: WriteTx, keyId: string, limit: number): Promise<boolean> {
  const { count } = await sql`
    update agent_keys set max_pending_drafts = ${limit} where tenant_id = current_tenant() and id = ${keyId}`;
  return count === 1;
}

/** False when the tenant has no such key or it was revoked before. */
export async function revokeKey({ sql }: WriteTx, keyId: string, by: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    update agent_keys set status = 'revoked', revoked_by = ${by}, revoked_at = ${at}
    where tenant_id = current_tenant() and id = ${keyId} and status <> 'revoked'`;
  return count === 1;
}
