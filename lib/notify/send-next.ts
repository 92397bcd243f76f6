import { claimDelivery } from '@/lib/use-cases/deliveries/claim-delivery';
import { recordAttempt } from '@/lib/use-cases/deliveries/record-attempt';
import { type Sending, sendMessage } from './send-message';

/**
 * Makes the next attempt of a tenant; false when nothing is due. No transaction is open while it is sent. The lease is
 * four times as long as an attempt may take, so that it never runs out under a process that lives.
 */
export async function sendNext(tenantId: string, sending: Sending): Promise<boolean> {
  const claimed = await claimDelivery(tenantId, (4 * sending.limits.totalMs) / 1000);
  if (claimed === null) return false;
  const { attempted, url, secrets, body } = claimed;
  const result = await sendMessage({ id: attempted.id, url, secrets, body }, sending);
  await recordAttempt(tenantId, claimed, result, Math.random());
  return true;
}
