'use client';

import { useId, useState } from 'react';
import { releaseReason, type Stop } from '@/lib/domain/limits/stop';
import { SubmitButton } from '../ui/submit-button';
import type { ReleaseAction } from './safety-actions';
import { SendSaid } from './send-said';
import { useSend } from './use-send';

type Props = { stop: Stop; personId: string; release: ReleaseAction };

/** Resuming is slow on purpose: a reason, and the name of what goes on. */
export function ReleaseForm({ stop, personId, release }: Props) {
  const [reason, setReason] = useState('');
  const [confirm, setConfirm] = useState('');
  const { phase, send, reset } = useSend();
  const [reasonId, nameId] = [useId(), useId()];
  const ready = reason.trim().length >= releaseReason.least && confirm.trim() === stop.subjectName;
  const busy = phase.name === 'busy';
  const typed = (next: () => void) => {
    next();
    reset();
  };
  return (
    <details>
      <summary>Resume…</summary>
      <form
        className="stop-form"
        aria-label={`Resume ${stop.subjectName}`}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            void send((idempotencyKey) =>
              release({ stopId: stop.id, reason, confirm, personId, idempotencyKey }),
            );
          }
        }}
      >
        <div>
          <label className="label" htmlFor={reasonId}>
            Why may it go on?
          </label>
          <textarea
            id={reasonId}
            className="input"
            value={reason}
            maxLength={releaseReason.most}
            onChange={(event) => typed(() => setReason(event.target.value))}
          />
          <p className="hint">At least {releaseReason.least} characters.</p>
        </div>
        <div>
          <label className="label" htmlFor={nameId}>
            Type <span className="mono">{stop.subjectName}</span> to resume it
          </label>
          <input
            id={nameId}
            className="input mono"
            value={confirm}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => typed(() => setConfirm(event.target.value))}
          />
        </div>
        <SendSaid phase={phase} again="Resume again" />
        <div className="row">
          <SubmitButton className="btn lg ink" disabled={!ready || busy}>
            {busy ? 'Resuming…' : 'Resume'}
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}
