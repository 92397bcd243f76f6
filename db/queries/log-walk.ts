import type { TenantTx } from '@/db/tenant';
import type { LogHead, StoredLeaf } from '@/lib/domain/log/walk-log';

/** The rows of the log from a position on, in their order, with all that is stored of them. */
export const readLeaves = async (
  { sql }: TenantTx,
  { from, limit }: { from: number; limit: number },
): Promise<StoredLeaf[]> =>
  await sql<StoredLeaf[]>`
    select idx, id, event, subject, entry, hashes from log_leaves
    where tenant_id = current_tenant() and idx >= ${from} order by idx limit ${limit}`;

/** How far the log says that it reaches, and how many drafts it says are pending; null without a log. */
export async function readHead({ sql }: TenantTx): Promise<(LogHead & { pendingCount: number }) | null> {
  const [head] = await sql<{ size: number; edge: Buffer; pendingCount: number }[]>`
    select size, edge, pending_count as "pendingCount" from log_heads where tenant_id = current_tenant()`;
  return head ?? null;
}

/** The ids of the drafts that are stored as pending. */
export async function pendingIds({ sql }: TenantTx): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from drafts where tenant_id = current_tenant() and status = 'pending'`;
  return rows.map(({ id }) => id);
}

/** The next drafts by their id, and whether the log has the leaf that put them where they are. */
export async function draftsBesideLog(
  { sql }: TenantTx,
  { after, limit }: { after: string; limit: number },
): Promise<{ id: string; isTold: boolean }[]> {
  return await sql<{ id: string; isTold: boolean }[]>`
    select d.id, exists (
      select from log_leaves l where l.tenant_id = current_tenant() and l.subject = d.id
        and l.event = case d.status when 'pending' then 'draft_created' else 'draft_' || d.status end
    ) as "isTold"
    from drafts d where d.tenant_id = current_tenant() and d.id > ${after} order by d.id limit ${limit}`;
}
