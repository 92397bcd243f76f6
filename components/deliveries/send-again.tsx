'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { Result } from '@/lib/domain/refusal';
import { answerInTime } from '../drafts/answer-in-time';
import { stateElementId } from './delivery-words';

/** `personId` is the person the page was rendered for; the server compares it with who is signed in. */
export type ResendInput = { deliveryId: string; personId: string; idempotencyKey: string };
export type ResendAction = (input: ResendInput) => Promise<Result<{ id: string }>>;

type Props = { deliveryId: string; personId: string; act: ResendAction; of: string };

const lost = 'The server did not answer. Try again: it will not be done twice.';

/** Has a failed delivery sent again: one button. */
export function SendAgain({ deliveryId, personId, act, of }: Props) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const key = useRef('');
  const send = async () => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    if (key.current === '') key.current = crypto.randomUUID();
    try {
      const sent = await answerInTime(act({ deliveryId, personId, idempotencyKey: key.current }));
      key.current = '';
      if (sent.ok) {
        document.getElementById(stateElementId(deliveryId))?.focus();
        router.refresh();
      } else setProblem(sent.refusal.message);
    } catch {
      setProblem(lost);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="btn sm" aria-disabled={busy} onClick={() => void send()}>
        {busy ? 'Sending…' : 'Send again'}
        <span className="sr-only"> {of}</span>
      </button>
      <output className="block text-danger">{problem}</output>
    </>
  );
}
