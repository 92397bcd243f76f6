'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { answerInTime } from '../drafts/answer-in-time';
import type { KeyActInput, KeyAction } from './key-act-types';

const lost = 'The server did not answer. Try again: it will not be done twice.';

/** Does one thing to a key, and says what became of it. */
export function useKeyAct(act: KeyAction) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const key = useRef('');
  const run = async (input: Omit<KeyActInput, 'idempotencyKey'>) => {
    if (busy) return null;
    setBusy(true);
    setProblem('');
    if (key.current === '') key.current = crypto.randomUUID();
    try {
      const done = await answerInTime(act({ ...input, idempotencyKey: key.current }));
      key.current = '';
      if (done.ok) {
        router.refresh();
        return done.value;
      }
      setProblem(done.refusal.issues?.[0]?.message ?? done.refusal.message);
    } catch {
      setProblem(lost);
    } finally {
      setBusy(false);
    }
    return null;
  };
  return { busy, problem, run };
}
