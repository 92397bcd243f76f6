import type { TenantTx, WriteTx } from '@/db/tenant';
import type { DraftSummary, Follows, Operation } from '@/lib/domain/draft/draft';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { type DraftSummaryRow, summaryColumns, toSummary } from './draft-row';

/** More than any count, so that the first proposal of a principal counts what is there. */
const unknown = 1_000_000_000;

/** How many drafts of a principal wait at most, and for a key its limit. */
export type Waiting = { atMost: number; limit: number | null };

/**
 * Locks the principal until commit: its next proposal waits here. Both statements leave in one flight; the second sees
 * what the one before committed, and counts only where the bound that is kept has passed the limit.
 */
export async function lockProposer(tx: WriteTx, principal: string, now: Date): Promise<Waiting> {
  const [bound, counted] = await Promise.all([
    raiseBound(tx, principal),
    countBeyondLimit(tx, principal, now),
  ]);
  return { ...bound, atMost: counted ?? bound.atMost - 1 };
}

async function raiseBound({ sql, tenantId }: WriteTx, principal: string): Promise<Waiting> {
  const [row] = await sql<Waiting[]>`
    insert into proposers as p (tenant_id, principal, pending_at_most) values (${tenantId}, ${principal}, ${unknown})
    on conflict (tenant_id, principal) do update set pending_at_most = least(p.pending_at_most, ${unknown}) + 1
    returning pending_at_most as "atMost", (
      select k.max_pending_drafts from agent_keys k
      where k.tenant_id = current_tenant() and k.id = ${principal}) as limit`;
  if (!row) throw new Error('the proposer was not locked');
  return row;
}

/** Null where the bound is within the limit, or there is no limit. */
async function countBeyondLimit({ sql }: WriteTx, principal: string, now: Date): Promise<number | null> {
  const [row] = await sql<{ pending: number }[]>`
    update proposers p set pending_at_most = 1 + (
      select count(*)::int from drafts where tenant_id = current_tenant() and created_by_id = ${principal}
        and status = 'pending' and expires_at > ${now})
    where p.tenant_id = current_tenant() and p.principal = ${principal} and p.pending_at_most > (
      select k.max_pending_drafts from agent_keys k where k.tenant_id = current_tenant() and k.id = ${principal})
    returning pending_at_most - 1 as pending`;
  return row?.pending ?? null;
}

/** What makes two pending proposals of one principal the same. The base is compared by the caller. */
export type Sameness = {
  type: ResourceKindName;
  operation: Operation;
  name: string;
  digest: string;
  follows: Follows;
};

/** The principal's pending drafts that propose this, oldest first. Of one that is due nothing is said. */
export async function pendingLike(
  { sql }: TenantTx,
  principal: string,
  { type, operation, name, digest, follows }: Sameness,
  now: Date,
): Promise<DraftSummary[]> {
  const rows = await sql<DraftSummaryRow[]>`
    select ${summaryColumns(sql)} from drafts
    where tenant_id = current_tenant() and created_by_id = ${principal} and status = 'pending' and expires_at > ${now}
      and resource_name = ${name} and proposed_spec_digest = ${digest} and type = ${type} and operation = ${operation}
      and reverts is not distinct from ${follows?.as === 'revert' ? follows.draftId : null}
      and restores is not distinct from ${follows?.as === 'restore' ? follows.draftId : null}
    order by created_at, id`;
  return rows.map(toSummary);
}
