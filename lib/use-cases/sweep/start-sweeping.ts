import { config } from '@/lib/config';
import { complain } from '../complain';
import { pause } from '../pause';
import { untilStopped } from '../until-stopped';
import { sweep } from './sweep';

/**
 * Sweeps for as long as the process lives, one run after the other. The pauses vary, so that processes started together
 * do not stay in step. A signal to stop ends it after the batch that is on its way; one that is cut off changes nothing.
 */
export function startSweeping(): void {
  untilStopped((signal) => keepSweeping(config().sweep.intervalSeconds * 1000, signal));
}

/** The loop of `startSweeping`. Ends when `signal` aborts; never throws. */
export async function keepSweeping(intervalMs: number, signal: AbortSignal): Promise<void> {
  await pause(intervalMs * Math.random(), signal);
  while (!signal.aborted) {
    await sweep({
      signal,
      onFault: (tenantId, fault) => complain(`The sweep of tenant ${tenantId}`, fault, signal),
    }).catch((fault: unknown) => complain('The sweep of every tenant', fault, signal));
    await pause(intervalMs * (0.8 + 0.4 * Math.random()), signal);
  }
}
