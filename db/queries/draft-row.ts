import type { DraftRow } from '@/db/schema/drafts';
import type { Base, Draft, DraftSummary } from '@/lib/domain/draft/draft';

/** A draft's row without the columns that lists never read. */
export type DraftSummaryRow = Omit<
  DraftRow,
  | 'proposed_spec'
  | 'flags'
  | 'rationale'
  | 'task_ref'
  | 'run_id'
  | 'correlation_id'
  | 'discard_message'
  | 'discard_salt'
  | 'apply_reason'
  | 'decided_at'
  | 'reverts'
  | 'restores'
  | 'queue_at'
>;

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
