import { json } from '@/db/json';
import type { DraftRow } from '@/db/schema/drafts';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Creator, DiscardReason, DraftSummary } from '@/lib/domain/draft/draft';
import type { Leaf } from '@/lib/domain/evidence/leaf';
import { type DraftSummaryRow, type StoredDraft, toDraft, toSummary } from './draft-row';

export type NewDraft = Omit<
  DraftRow,
  | 'tenant_id'
  | 'status'
  | 'lock_version'
  | 'applied_by'
  | 'applied_at'
  | 'resource_id'
  | 'resource_version'
  | 'discarded_by'
  | 'discarded_by_kind'
  | 'discarded_at'
  | 'discard_reason'
  | 'discard_message'
  | 'discard_salt'
  | 'apply_reason'
  | 'expired_at'
  | 'decided_by_name'
  | 'decided_at'
  | 'queue_at'
>;

const undecided = {
  status: 'pending',
  lock_version: 1,
  applied_by: null,
  applied_at: null,
  resource_id: null,
  resource_version: null,
  discarded_by: null,
  discarded_by_kind: null,
  discarded_at: null,
  discard_reason: null,
  expired_at: null,
  decided_by_name: null,
} as const;

/** A new draft as the lists will show it. */
export const pendingDraft = ({ tenantId }: WriteTx, draft: NewDraft): DraftSummary =>
  toSummary({ ...draft, ...undecided, tenant_id: tenantId });

/**
 * Stores a pending draft and the leaf that says so, in one statement: there is no leaf without the row. The append takes
 * its subject from the row that was stored, so it runs after and the database finds the draft. It leaves with COMMIT, so
 * nothing waits for it.
 */
export function insertDraft(tx: WriteTx, draft: NewDraft, created: Leaf): void {
  const { sql, tenantId } = tx;
  const row = {
    ...draft,
    tenant_id: tenantId,
    status: undecided.status,
    lock_version: undecided.lock_version,
    proposed_spec: json(sql, draft.proposed_spec),
    flags: json(sql, draft.flags),
  };
  tx.record(
    created,
    (_, { id, entry }) => sql`
      with stored as (insert into drafts ${sql(row)} returning id)
      select idx, leaf_hash from stored, log_append_created(${id}, stored.id, ${entry})`,
  );
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

/** Every column but the heavy and the free-text ones. */
export const summaryColumns = (sql: TenantTx['sql']) => sql`
  id, tenant_id, type, operation, status, channel, created_by_kind, created_by_id, created_by_name, human_owner_id,
  created_at, expires_at, resource_name, environment, proposed_spec_digest, base_resource_id, base_version, base_digest,
  summary, change_count, risk_tier, flag_codes, lock_version, applied_by, applied_at, resource_id, resource_version,
  discarded_by, discarded_by_kind, discarded_at, discard_reason, expired_at, decided_by_name`;
