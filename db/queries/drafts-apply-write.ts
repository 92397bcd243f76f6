import type { WriteTx } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { type DraftSummaryRow, summaryColumns, toSummary } from './draft-row';

/** pending -> applied. Role `agent` has no right on the columns that this sets. */
export async function markApplied(
  { sql }: WriteTx,
  apply: {
    draftId: string;
    by: Human;
    at: Date;
    resourceId: string;
    version: number;
    reason?: string | null;
  },
): Promise<DraftSummary> {
  const [row] = await sql<DraftSummaryRow[]>`
    update drafts set status = 'applied', lock_version = lock_version + 1, applied_by = ${apply.by.userId},
      applied_at = ${apply.at}, decided_by_name = ${apply.by.name}, resource_id = ${apply.resourceId},
      resource_version = ${apply.version}, apply_reason = ${apply.reason ?? null}
    where tenant_id = current_tenant() and id = ${apply.draftId} and status = 'pending'
    returning ${summaryColumns(sql)}`;
  if (!row) throw new Error('the locked draft was not pending');
  return toSummary(row);
}
