import { newId } from '@/db/new-id';
import { queueDelivery } from '@/db/queries/delivery-outbox';
import type { StoredDraft } from '@/db/queries/draft-row';
import { lockDraft } from '@/db/queries/drafts';
import { markApplied } from '@/db/queries/drafts-apply-write';
import { creationDigest } from '@/db/queries/evidence';
import { isFirstRefusal } from '@/db/queries/refusal-marks';
import { isNameTaken, storeOf } from '@/db/queries/resources/resource-write';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { heldTicks } from '@/lib/domain/draft/acknowledged-flags';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { type DraftSummaryJson, keepSummary, reviveSummary } from '@/lib/domain/draft/summary-json';
import { appliedEvidence } from '@/lib/domain/evidence/applied-evidence';
import { refusedEvidence } from '@/lib/domain/evidence/refused-evidence';
import { accept, type Refusal, type Result } from '@/lib/domain/refusal';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { positionOf } from '../evidence/position-of';
import { actOnce } from '../once';
import { judgeDraft } from './judge-draft';
import { leaveView } from './leave-view';
import { draftFrozen, mayApplyNow } from './may-apply-now';
import { missingDraft } from './missing-draft';
import { putResource } from './put-resource';
import { spendConfirmation } from './spend-confirmation';

export type ApplyInput = {
  draftId: string;
  /** The digest and lock version that the person was shown. */
  proposedSpecDigest: string;
  lockVersion: number;
  /** Codes of the flags that the person ticked; null where the door does not ask for ticks. */
  acknowledgedFlags: readonly string[] | null;
  /** Why, in the person's own words. */
  reason?: string | null;
  idempotencyKey: string | null;
};

type Resource = { kind: ResourceKindName; id: string; version: number };
export type AppliedDraft = {
  draft: DraftSummary;
  resource: Resource;
  evidence: { id: string; merklePosition: number };
  replayed: boolean;
};
type Kept = { draft: DraftSummaryJson; resource: Resource; evidenceId: string };

/**
 * A person puts a draft into production: resource, version, draft and `draft_applied` in one transaction, or nothing.
 * Takes a Human: an agent cannot be passed, no module of the MCP surface can import this, and the database role of an
 * agent's transaction may not write what this writes. A refused attempt commits `draft_apply_refused`.
 */
export async function applyDraft(actor: Human, input: ApplyInput): Promise<Result<AppliedDraft>> {
  const { idempotencyKey: key, ...request } = input;
  const attempt = () =>
    actOnce(
      actor,
      { operation: 'draft_apply', key, request },
      (tx) => decide(tx, actor, input),
      (tx) => authorise(tx, actor, input.draftId),
    );
  // Two drafts that create the same name: the second finds the first's resource when it looks again.
  const result = await attempt().catch((fault: unknown) => {
    if (isNameTaken(fault)) return attempt();
    throw fault;
  });
  if (!result.ok) return result;
  const { kept, replayed, placed } = result.value;
  const evidence = await positionOf(actor, kept.evidenceId, placed);
  return accept({ draft: reviveSummary(kept.draft), resource: kept.resource, evidence, replayed });
}

/** Session, account, role and stop switch as they are now, held until commit. Asked again on every apply. */
async function authorise(tx: WriteTx, actor: Human, draftId: string): Promise<Refusal | null> {
  const refusal = await mayApplyNow(tx, actor);
  // Whoever may not decide at all leaves one leaf per code and hour: no account can flood the log.
  const mark = refusal && { principal: actor.userId, code: refusal.code, subject: '', now: now() };
  if (refusal && mark && (await isFirstRefusal(tx, mark, 1))) leaveRefused(tx, actor, draftId, refusal);
  return refusal;
}

async function decide(tx: WriteTx, actor: Human, input: ApplyInput): Promise<Result<Kept>> {
  const draft = await lockDraft(tx, input.draftId);
  if (draft === null) return missingDraft(tx, input.draftId);
  const frozen = await draftFrozen(tx, draft);
  if (frozen) return refused(tx, actor, draft.id, frozen);
  const live = (await storeOf(draft.type)?.lockLive(tx, draft.resourceName)) ?? null;
  const seen = { digest: input.proposedSpecDigest, lockVersion: input.lockVersion };
  const { refusal, flags, riskTier } = await judgeDraft(tx, { actor, draft, at: now(), seen, live });
  // Spent whatever becomes of this attempt: one confirmation, one attempt.
  const confirmed = await spendConfirmation(tx, actor, draft, riskTier);
  if (refusal) return refused(tx, actor, draft.id, refusal);
  if (!confirmed.ok) return refused(tx, actor, draft.id, confirmed.refusal);
  const ticks = heldTicks(flags, [input.acknowledgedFlags, confirmed.value.acknowledgedFlags]);
  if (!ticks.ok) return refused(tx, actor, draft.id, ticks.refusal);
  const { reason = null } = input;
  const applied = await put(tx, actor, draft, {
    acknowledgedFlags: ticks.value,
    confirmationId: confirmed.value.confirmationId,
    reason,
  });
  return accept(applied);
}

/** What the person ticked, where else they confirmed it, and why they apply it. */
type Seen = { acknowledgedFlags: readonly string[]; confirmationId: string | null; reason: string | null };

async function put(
  tx: WriteTx,
  actor: Human,
  draft: StoredDraft,
  { acknowledgedFlags, confirmationId, reason }: Seen,
): Promise<Kept> {
  const at = now();
  const previousDigest = await creationDigest(tx, draft.id);
  if (previousDigest === null) throw new Error('the draft has no creation evidence');
  const resource = await putResource(tx, actor, draft, at);
  const applied = await markApplied(tx, {
    draftId: draft.id,
    by: actor,
    at,
    resourceId: resource.id,
    version: resource.version,
    reason,
  });
  await leaveView(tx, actor, draft, {
    at,
    decision: 'apply',
    digestSent: true,
    tickedFlags: acknowledgedFlags,
    confirmationId,
  });
  tx.audit({
    type: 'draft_applied',
    subject: draft.id,
    before: { status: 'pending', base: draft.base },
    after: { status: 'applied', resource },
    reason,
  });
  const evidenceId = newId('evd');
  await queueDelivery(tx, {
    id: newId('dlv'),
    draft_id: draft.id,
    evidence_id: evidenceId,
    kind: resource.kind,
    operation: draft.operation,
    resource_id: resource.id,
    resource_name: draft.resourceName,
    version: resource.version,
    digest: draft.operation === 'delete' ? null : draft.proposedSpecDigest,
    applied_at: at,
  });
  tx.record(
    appliedEvidence({
      id: evidenceId,
      tenant: tx.tenantId,
      draftId: draft.id,
      appliedBy: actor.userId,
      appliedAt: at,
      resource,
      acknowledgedFlags,
      previousDigest,
    }),
  );
  return { draft: keepSummary(applied), resource, evidenceId };
}

/** How many drafts of one person and code leave a leaf in one hour. Beyond lies no review but a program. */
const refusedDraftsPerHour = 200;

/** Returned, not thrown: the evidence of the attempt commits with the transaction, once per person, draft, code and hour. */
async function refused(
  tx: WriteTx,
  actor: Human,
  draftId: string,
  refusal: Refusal,
): Promise<{ ok: false; refusal: Refusal }> {
  const mark = { principal: actor.userId, code: refusal.code, subject: draftId, now: now() };
  if (await isFirstRefusal(tx, mark, refusedDraftsPerHour)) leaveRefused(tx, actor, draftId, refusal);
  return { ok: false, refusal };
}

function leaveRefused(tx: WriteTx, actor: Human, draftId: string, refusal: Refusal): void {
  tx.record(
    refusedEvidence({
      id: newId('evd'),
      tenant: tx.tenantId,
      draftId,
      attemptedBy: { kind: 'human', id: actor.userId },
      attemptedAt: now(),
      codes: refusal.codes ?? [refusal.code],
    }),
  );
}
