'use client';

import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { Outcome } from './decision-types';

type Decision = {
  /** Flag code to the local minute at which it was ticked. */
  ticks: Readonly<Record<string, string>>;
  tick: (code: string, on: boolean) => void;
  diffReady: boolean;
  setDiffReady: (ready: boolean) => void;
  outcome: Outcome | null;
  setOutcome: (outcome: Outcome) => void;
};

const DecisionContext = createContext<Decision | null>(null);

const minute = () => new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** What a reviewer has done on this page so far. It lives until the page is left. */
export function DecisionProvider({ children }: { children: React.ReactNode }) {
  const [ticks, setTicks] = useState<Record<string, string>>({});
  const [diffReady, setDiffReady] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const tick = useCallback((code: string, on: boolean) => {
    setTicks((before) => {
      const others = Object.entries(before).filter(([ticked]) => ticked !== code);
      return Object.fromEntries(on ? [...others, [code, minute()]] : others);
    });
  }, []);
  const value = useMemo(
    () => ({ ticks, tick, diffReady, setDiffReady, outcome, setOutcome }),
    [ticks, tick, diffReady, outcome],
  );
  return <DecisionContext value={value}>{children}</DecisionContext>;
}

export function useDecision(): Decision {
  const decision = useContext(DecisionContext);
  if (decision === null) throw new Error('useDecision needs a DecisionProvider around it');
  return decision;
}
