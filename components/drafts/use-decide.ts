'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useRef, useState } from 'react';
import type { Refusal, Result } from '@/lib/domain/refusal';
import { answerInTime } from './answer-in-time';
import { useDecision } from './decision-context';
import type { Outcome } from './decision-types';
import { type Found, findOutcome } from './find-outcome';

export type Phase =
  | { name: 'idle' }
  | { name: 'busy' }
  | { name: 'looking' }
  | { name: 'not_arrived' }
  | { name: 'signed_out' }
  | { name: 'refused'; refusal: Refusal };

type Send = (idempotencyKey: string) => Promise<Result<Outcome>>;

const signedOut = new Set(['UNAUTHENTICATED', 'HUMAN_IDENTITY_REQUIRED']);

export const afterRefusal = (refusal: Refusal): Phase =>
  signedOut.has(refusal.code) ? { name: 'signed_out' } : { name: 'refused', refusal };

/**
 * Sends one decision and follows it to a known end. A second call while one runs does nothing. When the answer is lost
 * it looks the outcome up and never sends again by itself; the key stays, so that a person's next try is a replay.
 */
export function useDecide(draftId: string, send: Send, onDone: () => void) {
  const router = useRouter();
  const { setOutcome } = useDecision();
  const [phase, setPhase] = useState<Phase>({ name: 'idle' });
  const running = useRef(false);
  const key = useRef('');

  const settle = useCallback(
    (found: Found) => {
      if (found.status === 'signed_out') return setPhase({ name: 'signed_out' });
      if (found.status === 'pending') return setPhase({ name: 'not_arrived' });
      if (found.status !== 'expired') setOutcome(found);
      setPhase({ name: 'idle' });
      router.refresh();
      onDone();
    },
    [onDone, router, setOutcome],
  );

  const commit = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setPhase({ name: 'busy' });
    if (key.current === '') key.current = crypto.randomUUID();
    try {
      const result = await answerInTime(send(key.current));
      key.current = '';
      if (result.ok) settle(result.value);
      else setPhase(afterRefusal(result.refusal));
    } catch {
      setPhase({ name: 'looking' });
      settle(await findOutcome(draftId));
    } finally {
      running.current = false;
    }
  }, [draftId, send, settle]);

  return { phase, commit, waiting: phase.name === 'busy' || phase.name === 'looking' };
}
