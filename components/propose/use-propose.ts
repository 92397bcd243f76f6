'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { answerInTime } from '../drafts/answer-in-time';
import { type ProposeAction, type ProposeState, textsOf, untouched } from './propose-types';

/**
 * Sends the form, once at a time. The inputs keep what was typed whatever comes of it. The key stays after a lost
 * answer, so that the next press is the same one, and changes when the key was used for other words.
 */
export function usePropose(propose: ProposeAction, first: ProposeState, firstKey: string) {
  const router = useRouter();
  const [state, setState] = useState(first);
  const [phase, setPhase] = useState<'idle' | 'busy' | 'lost'>('idle');
  const [key, setKey] = useState(firstKey);
  const running = useRef(false);

  const send = async (data: FormData) => {
    if (running.current) return;
    running.current = true;
    setPhase('busy');
    try {
      const next = await answerInTime(propose(untouched, textsOf(data)));
      if (next.made) return router.push(`/drafts/${next.made.draftId}`);
      if (next.refusal?.code === 'IDEMPOTENCY_CONFLICT') setKey(crypto.randomUUID());
      setState(next);
      setPhase('idle');
    } catch {
      setPhase('lost');
    }
    running.current = false;
  };
  return { state, phase, key, send };
}
