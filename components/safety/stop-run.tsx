'use client';

import { OctagonX } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { StopAction } from './safety-actions';
import { SendSaid } from './send-said';
import { useStops } from './stops-context';
import { useSend } from './use-send';

type Props = { runId: string; personId: string; stop: StopAction };

/** Stops one run from its own page with two clicks; where it is stopped, says so. */
export function StopRun({ runId, personId, stop }: Props) {
  const stopped = useStops().some(({ scope, subject }) => scope === 'run' && subject === runId);
  const [asking, setAsking] = useState(false);
  const { phase, send } = useSend();
  if (stopped) {
    return (
      <p className="text-13">
        <span className="chip bad">Stopped</span> Its calls are refused and its drafts are frozen.{' '}
        <Link className="link" href="/safety" prefetch={false}>
          Resume it under Safety
        </Link>
      </p>
    );
  }
  const busy = phase.name === 'busy';
  const run = async () => {
    await send((idempotencyKey) =>
      stop({ scope: 'run', subject: runId, reason: '', personId, idempotencyKey }),
    );
    setAsking(false);
  };
  return (
    <>
      <SendSaid phase={phase} again="Stop again" />
      <div className="row flex-wrap">
        <button
          type="button"
          className={asking ? 'btn stop sure' : 'btn stop'}
          disabled={busy}
          onClick={() => (asking ? void run() : setAsking(true))}
        >
          <OctagonX className="icon" aria-hidden="true" />
          {busy ? 'Stopping…' : asking ? 'Stop this run now?' : 'Stop this run'}
        </button>
        {asking && !busy ? (
          <button type="button" className="btn lg ghost" onClick={() => setAsking(false)}>
            Cancel
          </button>
        ) : null}
      </div>
    </>
  );
}
