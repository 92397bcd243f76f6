import { newId } from '@/db/new-id';
import { insertDraft, pendingDraft } from '@/db/queries/drafts';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Agent, type Human, principalOf } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { type Proposal, parseProposal } from '@/lib/domain/draft/proposal';
import { type DraftSummaryJson, keepSummary, reviveSummary } from '@/lib/domain/draft/summary-json';
import { createdEvidence } from '@/lib/domain/evidence/created-evidence';
import { digestOf } from '@/lib/domain/evidence/digest';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { type Asked, actOnce } from '../once';
import type { RequestContext } from '../request';
import { type Assessment, assess, warningsOf } from './assess-proposal';
import { mayPropose } from './may-propose';

export type CreatedDraft = { draft: DraftSummary; warnings: readonly string[]; replayed: boolean };

/**
 * Proposes a change. Nothing in production moves: one draft and one `draft_created` leaf are written, together.
 * `input` is what arrived from outside, unparsed.
 */
export async function createDraft(
  actor: Agent | Human,
  type: ResourceKindName,
  input: unknown,
  request: RequestContext,
): Promise<Result<CreatedDraft>> {
  const denied = mayPropose(actor, type);
  if (denied) return denied;
  const kind = kindOf(type);
  if (kind === null)
    return refuse('DRAFT_TYPE_NOT_CREATABLE', `Drafts of kind ${type} cannot be proposed in this version.`);
  const proposal = parseProposal(kind, input);
  if (!proposal.ok) return proposal;

  const result = await actOnce(actor, askedBy(proposal.value), (tx) =>
    propose(tx, actor, proposal.value, request),
  );
  if (!result.ok) return result;
  const { kept, replayed } = result.value;
  return accept({ draft: reviveSummary(kept.draft), warnings: kept.warnings, replayed });
}

function askedBy(proposal: Proposal): Asked {
  const { idempotencyKey: key, kind, warnings, ...request } = proposal;
  return { operation: `draft_create_${kind.name}`, key, request: { ...request, warnings } };
}

async function propose(
  tx: WriteTx,
  actor: Agent | Human,
  proposal: Proposal,
  request: RequestContext,
): Promise<Result<{ draft: DraftSummaryJson; warnings: readonly string[] }>> {
  const assessed = await assess(tx, actor, proposal);
  if (!assessed.ok) return assessed;
  const row = rowOf(actor, proposal, assessed.value, request);
  const draft = pendingDraft(tx, row);
  const created = createdEvidence({
    id: newId('evd'),
    tenant: tx.tenantId,
    draftId: draft.id,
    type: draft.type,
    createdBy: draft.createdBy,
    channel: draft.channel,
    createdAt: draft.createdAt,
    proposedSpecDigest: draft.proposedSpecDigest,
  });
  insertDraft(tx, row, created);
  return accept({
    draft: keepSummary(draft),
    warnings: warningsOf(actor, proposal, assessed.value),
  });
}

function rowOf(actor: Agent | Human, proposal: Proposal, assessment: Assessment, request: RequestContext) {
  const createdAt = now();
  const { base, appraisal } = assessment;
  return {
    id: newId('drf'),
    type: proposal.kind.name,
    operation: proposal.operation,
    channel: request.channel,
    created_by_kind: actor.kind,
    created_by_id: principalOf(actor),
    created_by_name: actor.name,
    human_owner_id: actor.kind === 'agent' ? actor.ownerId : null,
    created_at: createdAt,
    expires_at: new Date(createdAt.getTime() + assessment.ttlHours * 3_600_000),
    resource_name: proposal.name,
    environment: assessment.environment,
    proposed_spec: proposal.spec,
    proposed_spec_digest: digestOf(proposal.spec),
    base_resource_id: base.state === 'present' ? base.resourceId : null,
    base_version: base.state === 'present' ? base.version : null,
    base_digest: base.state === 'present' ? base.digest : null,
    rationale: proposal.rationale,
    task_ref: proposal.taskRef,
    run_id: proposal.runId,
    correlation_id: request.correlationId,
    summary: appraisal.summary,
    change_count: appraisal.changes.changed.length,
    risk_tier: appraisal.riskTier,
    flag_codes: appraisal.flags.map(({ code }) => code),
    flags: appraisal.flags,
  };
}
