import { config } from '@/lib/config';
import { tenantsToDeliver } from '@/lib/use-cases/deliveries/claim-delivery';
import { pause } from '@/lib/use-cases/pause';
import { openLanes } from './lanes';
import { usualSending } from './send-message';
import { sendNext } from './send-next';

/**
 * Sends what is due for as long as the process lives. The pauses vary, so that processes started together do not stay in
 * step. A signal to stop ends it after what is on its way, and so does what this answers; what is cut off is sent again by
 * whoever comes next.
 */
export function startDelivering(tenants = tenantsToDeliver): () => Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort());
  const ended = keepDelivering(tenants, config().deliveryIntervalSeconds * 1000, stop.signal);
  return () => {
    stop.abort();
    return ended;
  };
}

async function keepDelivering(
  tenants: typeof tenantsToDeliver,
  intervalMs: number,
  signal: AbortSignal,
): Promise<void> {
  const lanes = openLanes({
    sendNext: (tenantId) => sendNext(tenantId, usualSending),
    signal,
    onFault: (tenantId, fault) => complain(`of tenant ${tenantId}`, fault, signal),
  });
  while (!signal.aborted) {
    await pause(intervalMs * (0.8 + 0.4 * Math.random()), signal);
    await tenants().then(lanes.take, (fault: unknown) => complain('of every tenant', fault, signal));
  }
  await lanes.idle();
}

/** Nothing is lost by it: what was not recorded is due again. But nobody would know without this line. */
function complain(what: string, fault: unknown, signal: AbortSignal): void {
  if (signal.aborted) return;
  const why = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`The delivery ${what} failed: ${why}\n`);
}
