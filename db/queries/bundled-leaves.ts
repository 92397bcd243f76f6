import type { TenantTx } from '@/db/tenant';
import type { StoredLeaf } from '@/lib/domain/log/walk-log';

/** A row of the log with all that is stored of it. */
export type BundledLeaf = Omit<StoredLeaf, 'entry' | 'hashes'> & { entry: Buffer; hashes: Buffer };

/** Records from `from` up to and without `to`, in the order of their positions. */
export async function leavesBetween(
  { sql }: TenantTx,
  { from, to, limit }: { from: number; to: number; limit: number },
): Promise<BundledLeaf[]> {
  return await sql<BundledLeaf[]>`
    select idx, id, event, subject, entry, hashes from log_leaves
    where tenant_id = current_tenant() and idx >= ${from} and idx < ${to} order by idx limit ${limit}`;
}

/** Where the records about a draft lie in the first `size` of the log, at most `limit` of them. */
export async function positionsAbout(
  { sql }: TenantTx,
  { draftId, size, limit }: { draftId: string; size: number; limit: number },
): Promise<number[]> {
  const rows = await sql<{ idx: number }[]>`
    select idx from log_leaves
    where tenant_id = current_tenant() and subject = ${draftId} and idx < ${size} order by idx limit ${limit}`;
  return rows.map(({ idx }) => idx);
}

/** The records at these positions, in their order. */
export async function leavesAt({ sql }: TenantTx, positions: readonly number[]): Promise<BundledLeaf[]> {
  return await sql<BundledLeaf[]>`
    select idx, id, event, subject, entry, hashes from log_leaves
    where tenant_id = current_tenant() and idx = any(${[...positions]}::bigint[]) order by idx`;
}

/** The creation of a draft, wherever in the log it lies. */
export async function creationOf({ sql }: TenantTx, draftId: string): Promise<BundledLeaf | null> {
  const [row] = await sql<BundledLeaf[]>`
    select idx, id, event, subject, entry, hashes from log_leaves
    where tenant_id = current_tenant() and subject = ${draftId} and event = 'draft_created' order by idx limit 1`;
  return row ?? null;
}
