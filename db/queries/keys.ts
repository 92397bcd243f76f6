import type { agentKeys } from '@/db/schema/calls';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Grant } from '@/lib/domain/keys/grant';

type KeyRow = typeof agentKeys.$inferSelect;
type Narrowing = ReturnType<typeof grantColumns>;
type Aftermath = Pick<
  KeyRow,
  'rotated_from' | 'grace_until' | 'suspended_by' | 'suspended_at' | 'status_reason'
>;

/** A key to be stored. What narrows it may be left out where the database has a default: nothing granted. */
export type NewKey = Omit<
  KeyRow,
  'tenant_id' | 'status' | 'revoked_by' | 'revoked_at' | 'revision' | keyof Narrowing | keyof Aftermath
> &
  Partial<Narrowing & Aftermath>;

/** The columns that hold a grant. */
export const grantColumns = (grant: Omit<Grant, 'environment' | 'expiresAt' | 'revision'>) => ({
  allowed_tools: grant.allowedTools === null ? null : [...grant.allowedTools],
  rate_limit_per_min: grant.ratePerMinute,
  burst: grant.burst,
  data_classes: [...grant.dataClasses],
  label_scope: grant.labelScope,
  ip_allowlist: [...grant.ipAllowlist],
  client_cert_sha256: grant.certificate,
  require_reason: grant.requireReason,
  pinned_surface_hash: grant.pinnedSurface,
});

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

/** The public part of a key's token, by which it is looked up; null when the tenant has no such key. */
export async function lookupIdOf({ sql }: TenantTx, keyId: string): Promise<string | null> {
  const [row] = await sql<{ lookup_id: string }[]>`
    select lookup_id from agent_keys where tenant_id = current_tenant() and id = ${keyId}`;
  return row?.lookup_id ?? null;
}

/** The keys that are not revoked, by name; the newest five hundred. */
export async function liveKeyNames({ sql }: TenantTx): Promise<{ id: string; name: string }[]> {
  return await sql<{ id: string; name: string }[]>`
    select id, name from (
      select id, name from agent_keys where tenant_id = current_tenant() and status <> 'revoked'
      order by created_at desc limit 500) newest
    order by name, id`;
}
