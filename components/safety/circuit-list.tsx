'use client';

import { useId, useState } from 'react';
import type { PausedKey } from '@/lib/domain/limits/paused-key';
import { releaseReason } from '@/lib/domain/limits/stop';
import { SubmitButton } from '../ui/submit-button';
import { TimeText } from '../ui/time-text';
import type { ResetAction } from './safety-actions';
import { SendSaid } from './send-said';
import { useSend } from './use-send';

type Props = { circuits: readonly PausedKey[]; personId: string; mayReset: boolean; reset: ResetAction };

/** Keys that are let in no more for a while, because too much of what they asked was refused. */
export function CircuitList({ circuits, personId, mayReset, reset }: Props) {
  if (circuits.length === 0) return <p className="muted">Every key is let in.</p>;
  return (
    <ul className="stops" aria-label="Paused keys">
      {circuits.map((circuit) => (
        <li key={circuit.keyId}>
          <p>
            <b>{circuit.keyName}</b>{' '}
            <span className="chip bad">{circuit.state === 'open' ? 'paused' : 'on trial'}</span>
          </p>
          <p className="muted text-13">
            {circuit.state === 'open' ? 'Let in again ' : 'One request decides, since '}
            <TimeText at={circuit.until} mode="both" />
          </p>
          {mayReset ? <ResetForm keyId={circuit.keyId} personId={personId} reset={reset} /> : null}
        </li>
      ))}
    </ul>
  );
}

function ResetForm({
  keyId,
  personId,
  reset: letIn,
}: {
  keyId: string;
  personId: string;
  reset: ResetAction;
}) {
  const [reason, setReason] = useState('');
  const { phase, send, reset } = useSend();
  const id = useId();
  const ready = reason.trim().length >= releaseReason.least;
  return (
    <details>
      <summary>Let it in now…</summary>
      <form
        className="stop-form"
        aria-label="Let a paused key in"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void send((idempotencyKey) => letIn({ keyId, reason, personId, idempotencyKey }));
        }}
      >
        <div>
          <label className="label" htmlFor={id}>
            Why?
          </label>
          <textarea
            id={id}
            className="input"
            value={reason}
            maxLength={releaseReason.most}
            onChange={(event) => {
              setReason(event.target.value);
              reset();
            }}
          />
          <p className="hint">At least {releaseReason.least} characters.</p>
        </div>
        <SendSaid phase={phase} again="Send it again" />
        <div className="row">
          <SubmitButton className="btn lg ink" disabled={!ready || phase.name === 'busy'}>
            Let it in
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}
