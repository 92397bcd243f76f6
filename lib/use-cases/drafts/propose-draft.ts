import { newId } from '@/db/new-id';
import type { NewDraft } from '@/db/queries/draft-row';
import { insertDraft, pendingDraft } from '@/db/queries/drafts';
import type { TenantTx, WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Agent, type Human, principalOf } from '@/lib/domain/actor';
import type { Follows } from '@/lib/domain/draft/draft';
import type { Proposal } from '@/lib/domain/draft/proposal';
import { type DraftSummaryJson, keepSummary } from '@/lib/domain/draft/summary-json';
import { createdEvidence } from '@/lib/domain/evidence/created-evidence';
import type { Leaf } from '@/lib/domain/evidence/leaf';
import { accept, type Result } from '@/lib/domain/refusal';
import type { RequestContext } from '../request';
import { type Assessment, assess, warningsOf } from './assess-proposal';

/** As it is kept for a replay. `duplicate`: this draft was waiting already, and nothing was made. */
export type ProposedDraft = { draft: DraftSummaryJson; warnings: readonly string[]; duplicate: boolean };

/** Who proposes what, and the decided draft that a person undoes or proposes once more. */
export type ToPropose = {
  actor: Agent | Human;
  proposal: Proposal;
  follows: Follows;
  request: RequestContext;
};

/** What is to be stored, and what is answered once it is. */
export type ReadyDraft = { answer: ProposedDraft; stored: { row: NewDraft; created: Leaf } | null };

/**
 * Stores a proposal as a pending draft with its `draft_created` leaf, whoever made it and by whatever door. Runs inside
 * `admitted`: what came between this look and the storing is for the database to see.
 */
export async function proposeDraft(tx: WriteTx, asked: ToPropose): Promise<Result<ProposedDraft>> {
  const ready = await readyDraft(tx, asked);
  if (!ready.ok) return ready;
  const { answer, stored } = ready.value;
  if (stored) insertDraft(tx, stored.row, stored.created);
  return accept(answer);
}

/** The same, up to the storing. What its proposer has waiting already is answered with that draft, and nothing is stored. */
export async function readyDraft(tx: TenantTx, asked: ToPropose): Promise<Result<ReadyDraft>> {
  const { actor, proposal, follows, request } = asked;
  const assessed = await assess(tx, actor, proposal, { follows, client: request.client });
  if (!assessed.ok) return assessed;
  const warnings = warningsOf(actor, proposal, assessed.value);
  const { duplicate } = assessed.value;
  if (duplicate)
    return accept({ answer: { draft: keepSummary(duplicate), warnings, duplicate: true }, stored: null });
  const row = rowOf(asked, assessed.value);
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
    follows,
  });
  const answer = { draft: keepSummary(draft), warnings, duplicate: false };
  return accept({ answer, stored: { row, created } });
}

function rowOf({ actor, proposal, follows, request }: ToPropose, assessment: Assessment) {
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
    proposed_spec_digest: assessment.proposedSpecDigest,
    base_resource_id: base.state === 'present' ? base.resourceId : null,
    base_version: base.state === 'present' ? base.version : null,
    base_digest: base.state === 'present' ? base.digest : null,
    rationale: proposal.rationale,
    task_ref: proposal.taskRef,
    run_id: proposal.runId,
    correlation_id: request.correlationId,
    surface_hash: request.surfaceHash ?? null,
    summary: appraisal.summary,
    change_count: appraisal.changes.changed.length,
    risk_tier: appraisal.riskTier,
    flag_codes: appraisal.flags.map(({ code }) => code),
    flags: appraisal.flags,
    reverts: follows?.as === 'revert' ? follows.draftId : null,
    restores: follows?.as === 'restore' ? follows.draftId : null,
  };
}
