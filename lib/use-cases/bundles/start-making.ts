import { complain } from '../complain';
import { pause } from '../pause';
import { untilStopped } from '../until-stopped';
import { makeNextBundle, tenantsWithBundlesToMake } from './make-bundle';

const lookEveryMs = 2000;

/**
 * Makes the bundles that wait, one after the other, for as long as the process lives. The pauses vary, so that processes
 * started together do not stay in step. A signal to stop leaves what is being made to whoever comes next.
 */
export function startMaking(): void {
  untilStopped((signal) => keepMaking(lookEveryMs, signal));
}

/** The loop of `startMaking`. Ends when `signal` aborts; never throws. */
export async function keepMaking(
  intervalMs: number,
  signal: AbortSignal,
  tenants = tenantsWithBundlesToMake,
): Promise<void> {
  while (!signal.aborted) {
    await pause(intervalMs * (0.8 + 0.4 * Math.random()), signal);
    await makeWaiting(tenants, signal).catch((fault: unknown) =>
      complain('Making a bundle of every tenant', fault, signal),
    );
  }
}

/** One bundle of each tenant in its turn, so that none waits for all of another's. */
async function makeWaiting(tenants: () => Promise<readonly string[]>, signal: AbortSignal): Promise<void> {
  const queue = [...(await tenants())];
  for (let tenant = queue.shift(); tenant !== undefined && !signal.aborted; tenant = queue.shift()) {
    const made = await makeNextBundle(tenant, signal).catch((fault: unknown) => {
      complain(`Making a bundle of tenant ${tenant}`, fault, signal);
      return false;
    });
    if (made) queue.push(tenant);
  }
}
