import type { TenantTx } from '@/db/tenant';

/** Where a checkpoint of the tenant should lie in the anchor log; `note` is null where it is not stored. */
export type HeldAnchor = { size: number; position: number; note: string | null };

/** The next anchored checkpoints of the tenant by their size. */
export const heldAnchors = async (
  { sql }: TenantTx,
  { from, limit }: { from: number; limit: number },
): Promise<HeldAnchor[]> =>
  await sql<HeldAnchor[]>`
    select a.size, a.position, c.note from log_anchors a
    left join log_checkpoints c on c.tenant_id = current_tenant() and c.size = a.size
    where a.tenant_id = current_tenant() and a.size >= ${from} order by a.size limit ${limit}`;

/** The digests that the leaves at these positions of the anchor log say, whose transaction this is. */
export async function anchoredAt(
  { sql }: TenantTx,
  positions: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await sql<{ idx: number; subject: string }[]>`
    select idx, subject from log_leaves
    where tenant_id = current_tenant() and idx = any(${[...positions]}::bigint[])`;
  return new Map(rows.map(({ idx, subject }) => [idx, subject]));
}
