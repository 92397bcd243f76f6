import type { EndpointVersionRow } from '@/db/schema/endpoints';
import type { TenantTx } from '@/db/tenant';

/** Where one `draft_applied` leaf lies, and its hash. */
export type AppliedMark = { idx: number; leaf_hash: Buffer };

/** A version of an endpoint with the leaf that says it was applied. */
export type AppliedChange = AppliedMark &
  EndpointVersionRow & { evidence_id: string; name: string; hook_id: string };

const leafHash = (sql: TenantTx['sql']) => sql`substring(l.hashes from 1 for 32) as leaf_hash`;

/**
 * What was applied after a place of the log, in the log's order. That is the order of the commits: a position is given
 * under the lock of the head row, which is held until commit, so whoever sees one leaf sees all before it.
 */
export const appliedAfter = async (
  { sql }: TenantTx,
  { after, limit }: { after: number; limit: number },
): Promise<AppliedChange[]> =>
  await sql<AppliedChange[]>`
    select l.idx, l.id as evidence_id, ${leafHash(sql)}, v.*, e.name, e.hook_id
    from log_leaves l
    join endpoint_versions v on v.tenant_id = l.tenant_id and v.draft_id = l.subject
    join endpoints e on e.tenant_id = v.tenant_id and e.id = v.endpoint_id
    where l.tenant_id = current_tenant() and l.event = 'draft_applied' and l.idx > ${after}
    order by l.idx limit ${limit}`;

/** The last apply of the tenant, or null. */
export async function lastApplied({ sql }: TenantTx): Promise<AppliedMark | null> {
  const [row] = await sql<AppliedMark[]>`
    select l.idx, ${leafHash(sql)} from log_leaves l
    where l.tenant_id = current_tenant() and l.event = 'draft_applied' order by l.idx desc limit 1`;
  return row ?? null;
}

/** The apply at this place of the log, or null. */
export async function appliedAt({ sql }: TenantTx, idx: number): Promise<AppliedMark | null> {
  const [row] = await sql<AppliedMark[]>`
    select l.idx, ${leafHash(sql)} from log_leaves l
    where l.tenant_id = current_tenant() and l.idx = ${idx} and l.event = 'draft_applied'`;
  return row ?? null;
}

/** How many leaves the tenant's log has. */
export async function logSize({ sql }: TenantTx): Promise<number> {
  const [row] = await sql<{ size: number }[]>`select size from log_heads where tenant_id = current_tenant()`;
  if (!row) throw new Error('no log for this tenant');
  return row.size;
}
