import 'server-only';
import { pool } from '@/db/pool';
import type { WriteTx } from '@/db/tenant';

/** Tenants that hold bundles which have run out, in no order. Knows their ids and nothing else of them. */
export async function tenantsWithOldBundles(limit: number): Promise<string[]> {
  const rows = await pool()<
    { tenant_id: string }[]
  >`select tenant_id from tenants_with_old_bundles(${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/**
 * Removes pieces of bundles that have run out, at most `most`, and the bundles that have none left; how many of both. A
 * large bundle goes in several turns.
 */
export async function deleteOldBundles({ sql }: WriteTx, most: number): Promise<number> {
  const parts = await sql`
    with old as (
      select p.bundle_id, p.attempt, p.part from evidence_bundle_parts p join evidence_bundles b
        on b.tenant_id = p.tenant_id and b.id = p.bundle_id
      where p.tenant_id = current_tenant() and b.expires_at < now() limit ${most})
    delete from evidence_bundle_parts p using old
    where p.tenant_id = current_tenant() and p.bundle_id = old.bundle_id and p.attempt = old.attempt and p.part = old.part`;
  const bundles = await sql`
    with old as (
      select b.id from evidence_bundles b where b.tenant_id = current_tenant() and b.expires_at < now()
        and not exists (select from evidence_bundle_parts p where p.tenant_id = b.tenant_id and p.bundle_id = b.id)
      limit ${most - parts.count})
    delete from evidence_bundles b using old where b.tenant_id = current_tenant() and b.id = old.id`;
  return parts.count + bundles.count;
}
