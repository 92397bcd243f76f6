import { config } from '@/lib/config';
import { pause } from '../pause';
import { sweep } from './sweep';

/**
 * Sweeps for as long as the process lives, one run after the other. The pauses vary, so that processes started together
 * do not stay in step. A signal to stop ends it after the batch that is on its way; one that is cut off changes nothing.
 */
export function startSweeping(): void {
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort());
  void keepSweeping(config().sweep.intervalSeconds * 1000, stop.signal);
}

/** The loop of `startSweeping`. Ends when `signal` aborts; never throws. */
export async function keepSweeping(intervalMs: number, signal: AbortSignal): Promise<void> {
  await pause(intervalMs * Math.random(), signal);
  while (!signal.aborted) {
    await sweep({
      signal,
      onFault: (tenantId, fault) => complain(`of tenant ${tenantId}`, fault, signal),
    }).catch((fault: unknown) => complain('of every tenant', fault, signal));
    await pause(intervalMs * (0.8 + 0.4 * Math.random()), signal);
  }
}

/** Nothing that was not swept has changed, so the next run finds it; but nobody would know without this line. */
function complain(what: string, fault: unknown, signal: AbortSignal): void {
  if (signal.aborted) return;
  const why = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`The sweep ${what} failed: ${why}\n`);
}
