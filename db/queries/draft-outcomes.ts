import type { TenantTx } from '@/db/tenant';
import type { OutcomeFacts } from '@/lib/domain/draft/outcome';
import type { Successor } from '@/lib/domain/draft/successor';
import { type DraftSummaryRow, summaryColumns, toSummary } from './draft-row';

type Sql = TenantTx['sql'];
type SuccessorRow = { successor_id: string | null; successor_as: Successor['as'] | null };

/** What took the place of `d`: a person's restoring or undoing of it first, then the latest that was applied. */
const successor = (sql: Sql) => sql`(
  select s.id as successor_id, case when s.restores = d.id then 'restore' when s.reverts = d.id then 'revert'
      else 'newer' end as successor_as
  from drafts s
  where s.tenant_id = current_tenant() and s.resource_name = d.resource_name and s.type = d.type
    and (s.created_at, s.id) > (d.created_at, d.id)
    and (s.status = 'applied' and (d.status = 'pending' or s.reverts = d.id or s.restores = d.id)
      or s.status = 'pending' and s.restores = d.id)
  order by (s.restores = d.id or s.reverts = d.id) desc nulls last, s.applied_at desc nulls last, s.id desc
  limit 1)`;

export async function successorOf({ sql }: TenantTx, draftId: string): Promise<Successor | null> {
  const [row] = await sql<SuccessorRow[]>`
    select next.* from drafts d cross join lateral ${successor(sql)} next
    where d.tenant_id = current_tenant() and d.id = ${draftId}`;
  return row ? toSuccessor(row) : null;
}

type FactsRow = DraftSummaryRow &
  SuccessorRow & { live_id: string | null; live_version: number | null; live_digest: string | null };

/** What the outcomes of these drafts follow from. The status is the stored one. */
export async function outcomeFactsOf({ sql }: TenantTx, ids: readonly string[]): Promise<OutcomeFacts[]> {
  const rows = await sql<FactsRow[]>`
    select d.*, live.id as live_id, live.version as live_version, live.digest as live_digest, next.*
    from (select ${summaryColumns(sql)} from drafts
      where tenant_id = current_tenant() and id in ${sql([...ids])}) as d
    left join endpoints as live on d.status = 'pending' and d.type = 'endpoint'
      and live.tenant_id = current_tenant() and live.name = d.resource_name and live.deleted_at is null
    left join lateral ${successor(sql)} next on true`;
  return rows.map((row) => ({
    draft: { ...toSummary(row), discardReason: row.discard_reason },
    live: liveOf(row),
    successor: toSuccessor(row),
  }));
}

const toSuccessor = ({ successor_id: draftId, successor_as: as }: SuccessorRow): Successor | null =>
  draftId === null || as === null ? null : { draftId, as };

function liveOf({ live_id: resourceId, live_version: version, live_digest: digest }: FactsRow) {
  if (resourceId === null || version === null || digest === null) return null;
  return { resourceId, version, digest };
}
