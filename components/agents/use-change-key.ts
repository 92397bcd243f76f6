'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { KeyTerms } from '@/lib/domain/keys/key-terms';
import type { Refusal, Result } from '@/lib/domain/refusal';
import { answerInTime } from '../drafts/answer-in-time';
import { changedTerms, type WantedTerms, wantedTerms } from './wanted-terms';

/** `personId` is the person the page was rendered for. */
export type ChangeKeyInput = {
  keyId: string;
  wanted: WantedTerms;
  personId: string;
  idempotencyKey: string;
};
export type ChangeKeyAction = (input: ChangeKeyInput) => Promise<Result<{ keyId: string }>>;

type Phase = { name: 'asking' | 'busy' | 'lost' } | { name: 'refused'; refusal: Refusal };

/** The form's way from typing to a changed key. What was typed stays until it is stored. */
export function useChangeKey(
  { keyId, personId }: { keyId: string; personId: string },
  change: ChangeKeyAction,
) {
  const router = useRouter();
  const [phase, setPhase] = useState<Phase>({ name: 'asking' });
  const asked = useRef({ wanted: '', key: '' });
  const submit = async (form: FormData, shown: { revision: number; terms: KeyTerms }) => {
    if (phase.name === 'busy') return;
    const wanted = { revision: shown.revision, ...changedTerms(shown.terms, wantedTerms(form)) };
    const text = JSON.stringify(wanted);
    // The same request again is the same change again, whatever became of the first answer.
    if (asked.current.wanted !== text) asked.current = { wanted: text, key: crypto.randomUUID() };
    setPhase({ name: 'busy' });
    try {
      const result = await answerInTime(
        change({ keyId, wanted, personId, idempotencyKey: asked.current.key }),
      );
      if (result.ok) return router.push(`/agents/${keyId}`);
      asked.current = { wanted: '', key: '' };
      setPhase({ name: 'refused', refusal: result.refusal });
      // The page is asked again, so that it can say what somebody else has changed.
      if (result.refusal.code === 'SETTINGS_CHANGED') router.refresh();
    } catch {
      setPhase({ name: 'lost' });
    }
  };
  return { phase, submit, again: () => setPhase({ name: 'asking' }) };
}
