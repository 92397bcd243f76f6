import type { Row } from 'postgres';
import type { DraftRow } from '@/db/schema/drafts';
import type { TenantTx } from '@/db/tenant';
import type { Base, Draft, DraftSummary } from '@/lib/domain/draft/draft';

/** What a proposal fixes, as far as lists show it. */
const proposedColumns = [
  'id',
  'type',
  'operation',
  'channel',
  'created_by_kind',
  'created_by_id',
  'created_by_name',
  'human_owner_id',
  'created_at',
  'expires_at',
  'resource_name',
  'environment',
  'proposed_spec_digest',
  'base_resource_id',
  'base_version',
  'base_digest',
  'summary',
  'change_count',
  'risk_tier',
  'flag_codes',
] as const satisfies (keyof DraftRow)[];

/** What a decision, or the end of its time, makes of it. */
const decisionColumns = [
  'status',
  'lock_version',
  'applied_by',
  'applied_at',
  'resource_id',
  'resource_version',
  'discarded_by',
  'discarded_by_kind',
  'discarded_at',
  'discard_reason',
  'expired_at',
  'decided_by_name',
] as const satisfies (keyof DraftRow)[];

const listed = ['tenant_id', ...proposedColumns, ...decisionColumns] as const;

/** Every column but the heavy and the free-text ones. */
export const summaryColumns = (sql: TenantTx['sql']) => sql.unsafe<Row[]>(listed.join(', '));

/** A draft's row as lists read it. */
export type DraftSummaryRow = Pick<DraftRow, (typeof listed)[number]>;

/** What is written when a draft is proposed, and by no decision. */
export const newColumns = [
  ...proposedColumns,
  'proposed_spec',
  'flags',
  'rationale',
  'task_ref',
  'run_id',
  'correlation_id',
  'surface_hash',
  'reverts',
  'restores',
] as const satisfies (keyof DraftRow)[];

/** A draft's row as it is proposed. */
export type NewDraft = Pick<DraftRow, (typeof newColumns)[number]>;

/** What is decided of a draft that nobody has decided. */
export const undecided: Pick<DraftRow, (typeof decisionColumns)[number]> = {
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
};

/** A row as a draft. The stored spec is handed on as it is: it proves nothing by being stored. */
export type StoredDraft = Omit<Draft, 'proposedSpec'> & { proposedSpec: unknown };

export function toSummary(row: DraftSummaryRow): DraftSummary {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    type: row.type,
    operation: row.operation,
    status: row.status,
    channel: row.channel,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
    humanOwnerId: row.human_owner_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    resourceName: row.resource_name,
    environment: row.environment,
    proposedSpecDigest: row.proposed_spec_digest,
    base: baseOf(row),
    summary: row.summary,
    changeCount: row.change_count,
    riskTier: row.risk_tier,
    flagCodes: row.flag_codes,
    lockVersion: row.lock_version,
    ...decisionOf(row),
  };
}

export const toDraft = (row: DraftRow): StoredDraft => ({
  ...toSummary(row),
  proposedSpec: row.proposed_spec,
  flagsWhenProposed: row.flags,
  rationale: row.rationale,
  taskRef: row.task_ref,
  runId: row.run_id,
  correlationId: row.correlation_id,
  surfaceHash: row.surface_hash,
  resourceId: row.resource_id,
  resourceVersion: row.resource_version,
  reverts: row.reverts,
  restores: row.restores,
  discardReason: row.discard_reason,
  discardMessage: row.discard_message,
  applyReason: row.apply_reason,
});

function baseOf(row: DraftSummaryRow): Base {
  const { base_resource_id: resourceId, base_version: version, base_digest: digest } = row;
  if (resourceId === null || version === null || digest === null) return { state: 'absent' };
  return { state: 'present', resourceId, version, digest };
}

function decisionOf(row: DraftSummaryRow): Pick<DraftSummary, 'decidedAt' | 'decidedBy'> {
  const name = row.decided_by_name ?? '';
  if (row.applied_by !== null) {
    return { decidedAt: row.applied_at, decidedBy: { kind: 'human', id: row.applied_by, name } };
  }
  if (row.discarded_by !== null) {
    const kind = row.discarded_by_kind ?? 'human';
    return { decidedAt: row.discarded_at, decidedBy: { kind, id: row.discarded_by, name } };
  }
  return { decidedAt: row.expired_at, decidedBy: null };
}
