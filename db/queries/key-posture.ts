import type { TenantTx } from '@/db/tenant';

/** The tenant's keys by what they can do now; `unbound` are in use and held to neither a certificate nor addresses. */
export async function keyPosture({ sql }: TenantTx) {
  const [row] = await sql<{ active: number; suspended: number; unbound: number; soonest: Date | null }[]>`
    select count(*) filter (where status = 'active')::int as active,
      count(*) filter (where status = 'suspended')::int as suspended,
      count(*) filter (where status = 'active' and client_cert_sha256 is null and ip_allowlist = '{}')::int as unbound,
      min(expires_at) filter (where status = 'active') as soonest
    from agent_keys where tenant_id = current_tenant() and expires_at > clock_timestamp()`;
  if (!row) throw new Error('the keys were not counted');
  return row;
}
