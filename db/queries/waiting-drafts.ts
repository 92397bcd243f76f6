import type { TenantTx } from '@/db/tenant';
import type { WaitingDraft } from '@/lib/domain/draft/same-proposal';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { type DraftSummaryRow, summaryColumns, toSummary } from './draft-row';

/** More than one proposer has waiting on one resource at different versions of it. */
const most = 50;

type WaitingRow = DraftSummaryRow & { reverts: string | null; restores: string | null };

/** What waits for a decision on one resource: what this principal proposed comes first, the newest before the older. */
export async function waitingDrafts(
  { sql }: TenantTx,
  resource: { type: ResourceKindName; name: string },
  principal: string,
  now: Date,
): Promise<WaitingDraft[]> {
  const rows = await sql<WaitingRow[]>`
    select ${summaryColumns(sql)}, reverts, restores from drafts
    where tenant_id = current_tenant() and resource_name = ${resource.name} and type = ${resource.type}
      and status = 'pending' and expires_at > ${now}
    order by created_by_id = ${principal} desc, created_at desc, id desc limit ${most}`;
  return rows.map((row) => ({ ...toSummary(row), follows: followsOf(row) }));
}

function followsOf({ reverts, restores }: WaitingRow): WaitingDraft['follows'] {
  if (reverts !== null) return { as: 'revert', draftId: reverts };
  return restores === null ? null : { as: 'restore', draftId: restores };
}
