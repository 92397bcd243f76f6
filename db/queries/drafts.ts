import { json } from '@/db/json';
import type { DraftRow } from '@/db/schema/drafts';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Creator, DiscardReason, DraftSummary } from '@/lib/domain/draft/draft';
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
  | 'expired_at'
  | 'decided_by_name'
  | 'decided_at'
>;

/** Stores a pending draft and answers it as the lists show it. */
export async function insertDraft({ sql, tenantId }: WriteTx, draft: NewDraft): Promise<DraftSummary> {
  const row = {
    ...draft,
    tenant_id: tenantId,
    proposed_spec: json(sql, draft.proposed_spec),
    flags: json(sql, draft.flags),
  };
  const [inserted] = await sql<
    DraftSummaryRow[]
  >`insert into drafts ${sql(row)} returning ${summaryColumns(sql)}`;
  if (!inserted) throw new Error('the draft was not stored');
  return toSummary(inserted);
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

/** Whether this principal has ever proposed anything. */
export async function hasProposed({ sql }: TenantTx, principal: string): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select from drafts where tenant_id = current_tenant() and created_by_id = ${principal}) as found`;
  return row?.found ?? false;
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
