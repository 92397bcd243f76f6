'use client';

import { useState } from 'react';
import type { Consent } from '@/lib/domain/oauth/consent';
import type { Refusal, Result } from '@/lib/domain/refusal';

export type ConsentInput = Consent & { personId: string };
export type ConsentAction = (input: ConsentInput) => Promise<Result<{ goTo: string }>>;

type Phase = { name: 'idle' | 'busy' | 'gone' | 'lost' } | { name: 'refused'; refusal: Refusal };

/** Sends one decision, and the browser to where its answer goes. */
export function useConsent(decide: ConsentAction): {
  phase: Phase;
  send: (input: ConsentInput) => Promise<void>;
} {
  const [phase, setPhase] = useState<Phase>({ name: 'idle' });
  const send = async (input: ConsentInput) => {
    setPhase({ name: 'busy' });
    try {
      const result = await decide(input);
      if (!result.ok) return setPhase({ name: 'refused', refusal: result.refusal });
      setPhase({ name: 'gone' });
      window.location.assign(result.value.goTo);
    } catch {
      setPhase({ name: 'lost' });
    }
  };
  return { phase, send };
}
