'use client';

import type { KeyAction } from './key-act-types';
import { keyStateId } from './key-state-chip';
import { useKeyAct } from './use-key-act';

type Props = { keyId: string; personId: string; act: KeyAction; of: string };

const reason = 'Suspended from the list of agents';

/** Stops a key at once: one click, nothing to fill in. Letting it go on is on its page. */
export function SuspendNow({ keyId, personId, act, of }: Props) {
  const { busy, problem, run } = useKeyAct(act);
  const suspend = async () => {
    const done = await run({ keyId, verb: 'suspend', reason, graceHours: 0, personId });
    if (done) document.getElementById(keyStateId(keyId))?.focus();
  };
  return (
    <>
      <button type="button" className="btn sm" aria-disabled={busy} onClick={() => void suspend()}>
        {busy ? 'Suspending…' : 'Suspend'}
        <span className="sr-only"> {of}</span>
      </button>
      <output className="block text-danger">{problem}</output>
    </>
  );
}
