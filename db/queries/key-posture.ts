import type { TenantTx } from '@/db/tenant';
import { selftestIssuer } from '@/lib/domain/selftest/selftest-identity';

type Row = {
  active: number;
  suspended: number;
  unbound: number;
  soonest: Date | null;
  pinned: number;
  pinned_to_another: number;
  per_minute: number | null;
  pending: number | null;
  refusals: number | null;
};

/**
 * The tenant's keys by what they can do now: `unbound` are in use and held to neither a certificate nor addresses, the pinned
 * ones hold to this surface or to another, and the last three are the most that any of them may do. A key that was replaced
 * ends with its grace, which is no news: the next one to end is none of those. What the boundary self-test issued is nobody's.
 */
export async function keyPosture({ sql }: TenantTx, surface: string): Promise<Row> {
  const [row] = await sql<Row[]>`
    select count(*) filter (where status = 'active')::int as active,
      count(*) filter (where status = 'suspended')::int as suspended,
      count(*) filter (where status = 'active' and client_cert_sha256 is null and ip_allowlist = '{}')::int as unbound,
      min(expires_at) filter (where status = 'active' and grace_until is null) as soonest,
      count(*) filter (where status = 'active' and pinned_surface_hash = ${surface})::int as pinned,
      count(*) filter (where status = 'active' and pinned_surface_hash <> ${surface})::int as pinned_to_another,
      max(rate_limit_per_min) filter (where status = 'active') as per_minute,
      max(max_pending_drafts) filter (where status = 'active') as pending,
      max(refusals_per_min) filter (where status = 'active') as refusals
    from agent_keys where tenant_id = current_tenant() and least(expires_at, grace_until) > clock_timestamp()
      and created_by <> ${selftestIssuer}`;
  if (!row) throw new Error('the keys were not counted');
  return row;
}

/** The keys in use that people granted by OAuth. */
export async function grantsInUse({ sql }: TenantTx): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from oauth_grants g join agent_keys k on k.tenant_id = g.tenant_id and k.id = g.key_id
    where g.tenant_id = current_tenant() and k.status = 'active' and least(k.expires_at, k.grace_until) > clock_timestamp()`;
  return row?.n ?? 0;
}
