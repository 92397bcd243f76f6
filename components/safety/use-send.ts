'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { Refusal, Result } from '@/lib/domain/refusal';
import { answerInTime } from '../drafts/answer-in-time';

export type SendPhase =
  | { name: 'idle' }
  | { name: 'busy' }
  | { name: 'lost' }
  | { name: 'refused'; refusal: Refusal };

/** Sends something under one idempotency key for as long as its outcome is unknown, and shows what came of it. */
export function useSend() {
  const router = useRouter();
  const key = useRef('');
  const [phase, setPhase] = useState<SendPhase>({ name: 'idle' });
  const send = async (act: (idempotencyKey: string) => Promise<Result<unknown>>): Promise<boolean> => {
    if (phase.name === 'busy') return false;
    setPhase({ name: 'busy' });
    if (key.current === '') key.current = crypto.randomUUID();
    try {
      const result = await answerInTime(act(key.current));
      key.current = '';
      setPhase(result.ok ? { name: 'idle' } : { name: 'refused', refusal: result.refusal });
      router.refresh();
      return result.ok;
    } catch {
      setPhase({ name: 'lost' });
      return false;
    }
  };
  const reset = () => {
    key.current = '';
    setPhase({ name: 'idle' });
  };
  return { phase, send, reset };
}
