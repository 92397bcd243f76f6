'use client';

import { useRef, useState } from 'react';
import type { Refusal, Result } from '@/lib/domain/refusal';
import { answerInTime } from '../drafts/answer-in-time';
import { type WantedKey, wantedKey } from './wanted-key';

/** `personId` is the person the page was rendered for. */
export type NewKeyInput = { wanted: WantedKey; personId: string; idempotencyKey: string };
export type NewKeyAction = (input: NewKeyInput) => Promise<Result<{ keyId: string; token: string | null }>>;

type Phase =
  | { name: 'asking' | 'busy' | 'lost' }
  | { name: 'refused'; refusal: Refusal }
  | { name: 'issued'; keyId: string; token: string | null };

/** The form's way from typing to a token. What was typed stays until the key is there. */
export function useNewKey(personId: string, issue: NewKeyAction) {
  const [phase, setPhase] = useState<Phase>({ name: 'asking' });
  const asked = useRef({ wanted: '', key: '' });
  const submit = async (form: FormData) => {
    if (phase.name === 'busy') return;
    const wanted = wantedKey(form);
    const text = JSON.stringify(wanted);
    // The same request again is the same key again: an answer that was lost makes no second one.
    if (asked.current.wanted !== text) asked.current = { wanted: text, key: crypto.randomUUID() };
    setPhase({ name: 'busy' });
    try {
      const result = await answerInTime(issue({ wanted, personId, idempotencyKey: asked.current.key }));
      if (!result.ok) asked.current = { wanted: '', key: '' };
      setPhase(
        result.ok ? { name: 'issued', ...result.value } : { name: 'refused', refusal: result.refusal },
      );
    } catch {
      setPhase({ name: 'lost' });
    }
  };
  return { phase, submit };
}
