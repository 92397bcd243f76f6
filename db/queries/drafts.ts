import type { Row } from 'postgres';
import { json } from '@/db/json';
import type { Sql } from '@/db/pool';
import type { DraftRow } from '@/db/schema/drafts';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Creator, DiscardReason, DraftSummary } from '@/lib/domain/draft/draft';
import type { Leaf } from '@/lib/domain/evidence/leaf';
import {
  type DraftSummaryRow,
  type NewDraft,
  newColumns,
  type StoredDraft,
  summaryColumns,
  toDraft,
  toSummary,
  undecided,
} from './draft-row';

/** A new draft as the lists will show it. */
export const pendingDraft = ({ tenantId }: TenantTx, draft: NewDraft): DraftSummary =>
  toSummary({ ...draft, ...undecided, tenant_id: tenantId });

/**
 * Stores a pending draft and the leaf that says so, in one statement: there is no leaf without the row. The append takes
 * its subject from the row that was stored, so it runs after and the database finds the draft. It leaves with COMMIT, so
 * nothing waits for it.
 */
export const insertDraft = (tx: WriteTx, draft: NewDraft, created: Leaf): void =>
  tx.record(
    created,
    (sql, { event, id, entry }, door) => sql`
      with stored as (${storing(tx.sql, [draft])} returning id)
      select idx, leaf_hash from stored, ${door}(${event}, ${id}, stored.id, ${entry})`,
  );

/** Stores pending drafts in the transaction's tenant. The database admits each, beside those before it. */
export const storing = (sql: Sql, drafts: readonly NewDraft[]) => {
  const columns = sql.unsafe<Row[]>(newColumns.join(', '));
  return sql`
    insert into drafts (tenant_id, ${columns}) select current_tenant(), ${columns}
    from jsonb_populate_recordset(null::drafts, ${json(sql, drafts.map(whole))})`;
};

/** JSON leaves out what is undefined, and a column would be null. */
function whole(draft: NewDraft): NewDraft {
  const missing = newColumns.find((column) => draft[column] === undefined);
  if (missing !== undefined) throw new TypeError(`a draft without ${missing}`);
  return draft;
}

export async function findDraft({ sql }: TenantTx, id: string): Promise<StoredDraft | null> {
  const [row] = await sql<DraftRow[]>`select * from drafts where tenant_id = current_tenant() and id = ${id}`;
  return row ? toDraft(row) : null;
}

/** The same, locked until commit: whoever decides it next waits here. */
export async function lockDraft({ sql }: WriteTx, id: string): Promise<StoredDraft | null> {
  const [row] = await sql<DraftRow[]>`
    select * from drafts where tenant_id = current_tenant() and id = ${id} for update`;
  return row ? toDraft(row) : null;
}

export type Discard = {
  draftId: string;
  by: Creator;
  at: Date;
  reason: DiscardReason;
  message: string;
  salt: Buffer;
};

/** pending -> discarded. Null when the draft is no longer pending or not this principal's to discard. */
export async function markDiscarded({ sql }: WriteTx, discard: Discard): Promise<DraftSummary | null> {
  const [row] = await sql<DraftSummaryRow[]>`
    update drafts set status = 'discarded', lock_version = lock_version + 1, discarded_by = ${discard.by.id},
      discarded_by_kind = ${discard.by.kind}, discarded_at = ${discard.at}, discard_reason = ${discard.reason},
      discard_message = ${discard.message}, discard_salt = ${discard.salt}, decided_by_name = ${discard.by.name}
    where tenant_id = current_tenant() and id = ${discard.draftId} and status = 'pending'
    returning ${summaryColumns(sql)}`;
  return row ? toSummary(row) : null;
}

/** What became of the last 30 days' drafts of one agent. */
export async function trackRecordOf({ sql }: TenantTx, principal: string, since: Date) {
  const [row] = await sql<{ applied: number; decided: number }[]>`
    select count(*) filter (where status = 'applied')::int as applied,
           count(*) filter (where status in ('applied', 'discarded'))::int as decided
    from drafts where tenant_id = current_tenant() and created_by_id = ${principal} and created_at >= ${since}`;
  return row ?? { applied: 0, decided: 0 };
}
