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

/** Whether anything is stored of a log. */
export async function isAnyStored({ sql }: TenantTx): Promise<boolean> {
  const [row] = await sql<{ stored: boolean }[]>`
    select exists (select from log_leaves where tenant_id = current_tenant())
      or exists (select from log_checkpoints where tenant_id = current_tenant()) as stored`;
  return row?.stored === true;
}
