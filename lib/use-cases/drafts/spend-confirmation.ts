import { kindOfSession, latestConfirmation, useConfirmation } from '@/db/queries/apply-confirmations';
import type { StoredDraft } from '@/db/queries/draft-row';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import type { RiskTier } from '@/lib/domain/draft/risk';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** The confirmation that was used up and what was ticked there; null where none was needed. */
type Spent = { confirmationId: string | null; acknowledgedFlags: readonly string[] | null };
const none: Spent = { confirmationId: null, acknowledgedFlags: null };

/**
 * What a terminal applies is confirmed in the browser first, once, for exactly this digest, unless its risk is low both
 * as it was proposed and as it is now. Answers the confirmation and the flags that were ticked there, null where none
 * was needed. Uses the confirmation up inside the apply's transaction, so that two applies cannot share one.
 */
export async function spendConfirmation(
  tx: WriteTx,
  actor: Human,
  draft: StoredDraft,
  tierNow: RiskTier,
): Promise<Result<Spent>> {
  if ((await kindOfSession(tx, actor.sessionId)) === 'browser') return accept(none);
  if (draft.riskTier === 'low' && tierNow === 'low') return accept(none);
  const { id: draftId, proposedSpecDigest } = draft;
  const found = await latestConfirmation(tx, { userId: actor.userId, draftId, proposedSpecDigest });
  if (found === null) {
    return refuse(
      'APPROVAL_REQUIRED',
      'A terminal applies this only after you confirmed it in the browser.',
      {
        hint: 'Open the confirm_url, look at the change, and confirm it there.',
      },
    );
  }
  if (await useConfirmation(tx, found.id, now())) {
    return accept({ confirmationId: found.id, acknowledgedFlags: found.acknowledgedFlags });
  }
  return found.usedAt === null
    ? refuse('APPROVAL_EXPIRED', 'Your confirmation in the browser has run out.', again)
    : refuse('APPROVAL_CONSUMED', 'Your confirmation in the browser was used already.', again);
}

const again = { hint: 'Confirm it once more.' };
