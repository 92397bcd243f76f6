'use client';

import { OctagonX } from 'lucide-react';
import { useState } from 'react';
import { type TenantScope, tenantScopes } from '@/lib/domain/limits/stop';
import { Choice } from '../ui/choice';
import { SubmitButton } from '../ui/submit-button';
import type { StopAction } from './safety-actions';
import { SendSaid } from './send-said';
import { type Stoppable, StopSubject } from './stop-subject';
import { scopeHints, scopeNames } from './stop-words';
import { useSend } from './use-send';

type Props = { stoppable: Stoppable; personId: string; stop: StopAction };

/** Stops with two clicks and no words: the second one is the only question. */
export function StopForm({ stoppable, personId, stop }: Props) {
  const [scope, setScope] = useState<TenantScope>('tenant');
  const [subject, setSubject] = useState('');
  const [asking, setAsking] = useState(false);
  const { phase, send, reset } = useSend();
  const named = scope === 'tenant' ? null : subject;
  const change = (next: () => void) => {
    next();
    setAsking(false);
    reset();
  };
  const run = async () => {
    const done = await send((idempotencyKey) =>
      stop({ scope, subject: named, reason: '', personId, idempotencyKey }),
    );
    setAsking(false);
    if (done) setSubject('');
  };
  const busy = phase.name === 'busy';
  return (
    <form
      className="stop-form"
      aria-label="Stop"
      onSubmit={(event) => {
        event.preventDefault();
        if (asking) void run();
        else setAsking(true);
      }}
    >
      <Choice
        legend="What to stop"
        of={tenantScopes}
        names={scopeNames}
        chosen={scope}
        hint={scopeHints[scope]}
        onChoose={(next) =>
          change(() => {
            setScope(next);
            setSubject('');
          })
        }
      />
      <StopSubject
        scope={scope}
        subject={subject}
        stoppable={stoppable}
        onName={(next) => change(() => setSubject(next))}
      />
      <SendSaid phase={phase} again="Stop again" />
      <div className="row flex-wrap">
        <SubmitButton className={asking ? 'btn stop sure' : 'btn stop'} disabled={busy || named === ''}>
          <OctagonX className="icon" aria-hidden="true" />
          {buttonWords(busy, asking, scope)}
        </SubmitButton>
        {asking && !busy ? (
          <button type="button" className="btn lg ghost" onClick={() => change(() => {})}>
            Cancel
          </button>
        ) : null}
      </div>
    </form>
  );
}

function buttonWords(busy: boolean, asking: boolean, scope: TenantScope): string {
  if (busy) return 'Stopping…';
  const what = scope === 'tenant' ? 'everything' : `this ${scope}`;
  return asking ? `Stop ${what} now?` : `Stop ${what}`;
}
