import { newId, newSalt } from '@/db/new-id';
import { findDraft, lockDraft, markDiscarded } from '@/db/queries/drafts';
import { type WriteTx, withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Agent, type Human, principalOf } from '@/lib/domain/actor';
import type { DiscardReason, DraftSummary } from '@/lib/domain/draft/draft';
import { statusNow } from '@/lib/domain/draft/lifecycle';
import { type DraftSummaryJson, keepSummary, reviveSummary } from '@/lib/domain/draft/summary-json';
import { discardedEvidence } from '@/lib/domain/evidence/discarded-evidence';
import { decides } from '@/lib/domain/people/role-refusals';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { positionOf } from '../evidence/position-of';
import { stoppedNow } from '../limits/stopped-now';
import { withheldFrom } from '../needs-scope';
import { actOnce } from '../once';
import { actorStands } from '../person-stands';
import { leaveView } from './leave-view';
import { missingDraft } from './missing-draft';

export type DiscardInput = {
  draftId: string;
  reason: DiscardReason;
  /** Plain text for the proposer, at most 500 characters. */
  message: string;
  idempotencyKey: string | null;
};

export type DiscardedDraft = {
  draft: DraftSummary;
  evidence: { id: string; merklePosition: number };
  replayed: boolean;
};
type Kept = { draft: DraftSummaryJson; evidenceId: string };

/** Rejects or withdraws a pending draft. A reviewer may discard any of the tenant; an agent only its own. */
export async function discardDraft(
  actor: Agent | Human,
  input: DiscardInput,
): Promise<Result<DiscardedDraft>> {
  const denied = mayDiscard(actor) ?? (await runStopped(actor, input.draftId));
  if (denied) return { ok: false, refusal: denied };
  const { idempotencyKey: key, ...request } = input;
  const result = await actOnce(
    actor,
    { operation: 'draft_discard', key, request },
    (tx) => discard(tx, actor, input),
    actorStands(actor, decides),
  );
  if (!result.ok) return result;
  const { kept, replayed, placed } = result.value;
  return accept({
    draft: reviveSummary(kept.draft),
    evidence: await positionOf(actor, kept.evidenceId, placed),
    replayed,
  });
}

function mayDiscard(actor: Agent | Human): Refusal | null {
  if (actor.kind === 'human') return decides(actor.role);
  if (actor.scopes.includes('mcp:draft:discard')) return null;
  const lacking = refuse('INSUFFICIENT_SCOPE', 'This key does not hold mcp:draft:discard.');
  return (withheldFrom(actor, 'mcp:draft:discard') ?? lacking).refusal;
}

/** A stop of a run freezes its drafts for its agent too, whatever run the agent says that it is in now. */
async function runStopped(actor: Agent | Human, draftId: string): Promise<Refusal | null> {
  if (actor.kind === 'human') return null;
  const draft = await withTenantRead(actor, (tx) => findDraft(tx, draftId));
  if (draft === null || draft.runId === null || draft.createdBy.id !== actor.keyId) return null;
  return stoppedNow(actor, { tool: null, run: draft.runId });
}

async function discard(tx: WriteTx, actor: Agent | Human, input: DiscardInput): Promise<Result<Kept>> {
  const seen = await findDraft(tx, input.draftId);
  if (seen === null) return missingDraft(tx, input.draftId);
  if (actor.kind === 'agent' && seen.createdBy.id !== actor.keyId) {
    return refuse('NOT_DRAFT_OWNER', 'An agent can discard only its own drafts.');
  }
  const found = await lockDraft(tx, input.draftId);
  if (found === null) throw new Error('a draft that was there cannot be locked');
  const at = now();
  const status = statusNow(found, at);
  if (status === 'expired' && found.status === 'pending') {
    return refuse('DRAFT_EXPIRED', `This draft expired at ${found.expiresAt.toISOString()}.`);
  }
  if (status !== 'pending') {
    return refuse('DRAFT_NOT_PENDING', `This draft is ${status} and can no longer be decided.`);
  }
  const by = { kind: actor.kind, id: principalOf(actor) };
  const salt = newSalt();
  const { draftId, reason, message } = input;
  const draft = await markDiscarded(tx, {
    draftId,
    by: { ...by, name: actor.name },
    at,
    reason,
    message,
    salt,
  });
  if (draft === null) throw new Error('the locked draft was not pending');
  if (actor.kind === 'human') {
    const asked = { digestSent: false, tickedFlags: [], confirmationId: null };
    await leaveView(tx, actor, found, { at, decision: 'discard', ...asked });
  }
  tx.audit({
    type: 'draft_discarded',
    subject: draftId,
    before: { status: 'pending' },
    after: { status: 'discarded', reason },
    reason: message,
  });
  const evidenceId = newId('evd');
  tx.record(
    discardedEvidence({
      id: evidenceId,
      tenant: tx.tenantId,
      draftId,
      discardedBy: by,
      discardedAt: at,
      reason,
      message,
      salt,
    }),
  );
  return accept({ draft: keepSummary(draft), evidenceId });
}
