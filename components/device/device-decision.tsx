'use client';

import { Check, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import type { Refusal, Result } from '@/lib/domain/refusal';

export type DecideDeviceInput = { userCode: string; approve: boolean; personId: string };
export type DecideDeviceAction = (input: DecideDeviceInput) => Promise<Result<{ approved: boolean }>>;

type Props = { userCode: string; personId: string; role: string; decide: DecideDeviceAction };
type Phase =
  | { name: 'idle' | 'busy' | 'approved' | 'denied' | 'lost' }
  | { name: 'refused'; refusal: Refusal };

function Ended({ approved }: { approved: boolean }) {
  const Icon = approved ? Check : CircleSlash;
  return (
    <output className="banner ok mt-6">
      <Icon className="icon" aria-hidden="true" />
      <span>
        {approved ? (
          <>
            <b>Approved.</b> Go back to your terminal: it is logged in.
          </>
        ) : (
          <>
            <b>Denied.</b> The terminal got nothing.
          </>
        )}
      </span>
    </output>
  );
}

/** Lets a terminal act as this person, or not. One press decides, and the code is worth nothing afterwards. */
export function DeviceDecision({ userCode, personId, role, decide }: Props) {
  const [phase, setPhase] = useState<Phase>({ name: 'idle' });
  const press = async (approve: boolean) => {
    setPhase({ name: 'busy' });
    try {
      const result = await decide({ userCode, approve, personId });
      if (result.ok) setPhase({ name: result.value.approved ? 'approved' : 'denied' });
      else setPhase({ name: 'refused', refusal: result.refusal });
    } catch {
      setPhase({ name: 'lost' });
    }
  };
  if (phase.name === 'approved' || phase.name === 'denied')
    return <Ended approved={phase.name === 'approved'} />;
  const busy = phase.name === 'busy';
  return (
    <>
      <p className="mt-6">
        It will be able to do what you can do as {role}. Medium and high risk still ask you here.
      </p>
      <p className="mt-3">
        Approve only if you started <span className="mono">draft login</span> yourself just now and your
        terminal shows this code.
      </p>
      <div className="row mt-6">
        <button type="button" className="btn lg" disabled={busy} onClick={() => void press(false)}>
          Deny
        </button>
        <button type="button" className="btn lg apply" disabled={busy} onClick={() => void press(true)}>
          Approve this terminal
        </button>
      </div>
      {phase.name === 'refused' ? (
        <p className="said bad mt-4" role="alert">
          {phase.refusal.message} {phase.refusal.hint ?? ''}
        </p>
      ) : null}
      {phase.name === 'lost' ? (
        <p className="said warn mt-4" role="alert">
          The answer was lost on the way. Look at your terminal before you press again.
        </p>
      ) : null}
    </>
  );
}
