'use client';

import { useCallback, useState } from 'react';
import type { Review } from '@/lib/domain/draft/review';
import { answerInTime } from './answer-in-time';
import { useDecision } from './decision-context';
import type { ConfirmAction } from './decision-types';
import { afterRefusal, type Phase } from './use-decide';

/** Sends one confirmation of what is on screen, with what is ticked. It changes nothing by itself, so a lost one is sent again. */
export function useConfirm(review: Review, personId: string, confirm: ConfirmAction) {
  const [phase, setPhase] = useState<Phase>({ name: 'idle' });
  const [confirmed, setConfirmed] = useState(false);
  const { ticks } = useDecision();
  const { id: draftId, proposedSpecDigest, lockVersion } = review.draft;
  const run = useCallback(async () => {
    setPhase({ name: 'busy' });
    try {
      const acknowledgedFlags = Object.keys(ticks).toSorted();
      const shown = { draftId, proposedSpecDigest, lockVersion, acknowledgedFlags };
      const result = await answerInTime(confirm({ ...shown, personId }));
      setConfirmed(result.ok);
      setPhase(result.ok ? { name: 'idle' } : afterRefusal(result.refusal));
    } catch {
      setPhase({ name: 'not_arrived' });
    }
  }, [confirm, draftId, lockVersion, personId, proposedSpecDigest, ticks]);
  return { phase, confirmed, run };
}
