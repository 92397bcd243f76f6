import { config } from '@/lib/config';
import { complain } from '@/lib/use-cases/complain';
import { tenantsToDeliver } from '@/lib/use-cases/deliveries/claim-delivery';
import { pause } from '@/lib/use-cases/pause';
import { untilStopped } from '@/lib/use-cases/until-stopped';
import { openLanes } from './lanes';
import { usualSending } from './send-message';
import { sendNext } from './send-next';

/**
 * Sends what is due for as long as the process lives. The pauses vary, so that processes started together do not stay in
 * step. A signal to stop ends it after what is on its way, and so does what this answers; what is cut off is sent again by
 * whoever comes next.
 */
export function startDelivering(tenants = tenantsToDeliver): () => Promise<void> {
  return untilStopped((signal) => keepDelivering(tenants, config().deliveryIntervalSeconds * 1000, signal));
}

async function keepDelivering(
  tenants: typeof tenantsToDeliver,
  intervalMs: number,
  signal: AbortSignal,
): Promise<void> {
  const lanes = openLanes({
    sendNext: (tenantId) => sendNext(tenantId, usualSending),
    signal,
    onFault: (tenantId, fault) => complain(`The delivery of tenant ${tenantId}`, fault, signal),
  });
  while (!signal.aborted) {
    await pause(intervalMs * (0.8 + 0.4 * Math.random()), signal);
    await tenants().then(lanes.take, (fault: unknown) =>
      complain('The delivery of every tenant', fault, signal),
    );
  }
  await lanes.idle();
}
