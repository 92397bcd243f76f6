import { newId } from '@/db/new-id';
import {
  forgetConfirmations,
  insertConfirmation,
  kindOfSession,
  latestConfirmation,
} from '@/db/queries/apply-confirmations';
import { findDraft } from '@/db/queries/drafts';
import { readerOf } from '@/db/queries/resources/resource-read';
import { type WriteTx, withTenant, withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { heldTicks } from '@/lib/domain/draft/acknowledged-flags';
import { applyConfirmedEvidence } from '@/lib/domain/evidence/apply-confirmed-evidence';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { judgeDraft } from './judge-draft';
import { draftFrozen, mayApplyNow } from './may-apply-now';
import { missingDraft } from './missing-draft';

/** How long a terminal may take to use a confirmation. */
const confirmationMs = 5 * 60_000;
const keptMs = 24 * 3_600_000;

export type ConfirmInput = {
  draftId: string;
  proposedSpecDigest: string;
  lockVersion: number;
  /** Codes of the flags that the person ticked. */
  acknowledgedFlags: readonly string[];
};

/** A person confirms in the browser what their terminal asks to apply. It changes nothing in production by itself. */
export async function confirmForTerminal(
  actor: Human,
  input: ConfirmInput,
): Promise<Result<{ expiresAt: Date }>> {
  const { value } = await withTenant(actor, (tx) => confirm(tx, actor, input));
  return value;
}

async function confirm(tx: WriteTx, actor: Human, input: ConfirmInput): Promise<Result<{ expiresAt: Date }>> {
  const at = now();
  const refusal = await mayApplyNow(tx, actor);
  if (refusal) return { ok: false, refusal };
  // A terminal that could confirm for itself would make the second look worth nothing.
  if ((await kindOfSession(tx, actor.sessionId)) !== 'browser') {
    return refuse('APPROVAL_REQUIRED', 'A terminal cannot confirm for itself.');
  }
  const draft = await findDraft(tx, input.draftId);
  if (draft === null) return missingDraft(tx, input.draftId);
  const frozen = await draftFrozen(tx, draft);
  if (frozen) return { ok: false, refusal: frozen };
  const live = (await readerOf(draft.type)?.findLive(tx, draft.resourceName)) ?? null;
  const seen = { digest: input.proposedSpecDigest, lockVersion: input.lockVersion };
  const judged = await judgeDraft(tx, { actor, draft, at, seen, live });
  if (judged.refusal) return { ok: false, refusal: judged.refusal };
  const ticks = heldTicks(judged.flags, [input.acknowledgedFlags]);
  if (!ticks.ok) return ticks;
  const expiresAt = new Date(at.getTime() + confirmationMs);
  const { draftId, proposedSpecDigest } = input;
  const confirmationId = newId('cnf');
  await forgetConfirmations(tx, actor.userId, new Date(at.getTime() - keptMs));
  await insertConfirmation(
    tx,
    { userId: actor.userId, draftId, proposedSpecDigest },
    { id: confirmationId, acknowledged_flags: ticks.value, created_at: at, expires_at: expiresAt },
  );
  tx.record(
    applyConfirmedEvidence({
      id: newId('evd'),
      tenant: tx.tenantId,
      draftId,
      confirmationId,
      confirmedBy: actor.userId,
      confirmedAt: at,
      digest: proposedSpecDigest,
      flags: ticks.value,
      until: expiresAt,
    }),
  );
  return accept({ expiresAt });
}

export type ConfirmationState = 'none' | 'ready' | 'used' | 'expired';

/** What became of this person's latest confirmation of this digest. */
export async function confirmationState(
  actor: Human,
  of: { draftId: string; proposedSpecDigest: string },
): Promise<Result<ConfirmationState>> {
  return withTenantRead(actor, async (tx) => {
    if ((await findDraft(tx, of.draftId)) === null) return missingDraft(tx, of.draftId);
    const found = await latestConfirmation(tx, { userId: actor.userId, ...of });
    if (found === null) return accept('none');
    if (found.usedAt !== null) return accept('used');
    return accept(found.expiresAt.getTime() > now().getTime() ? 'ready' : 'expired');
  });
}
