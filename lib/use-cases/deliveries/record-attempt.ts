import { newId } from '@/db/new-id';
import { markGone } from '@/db/queries/control-plane';
import { endAttempt, failuresUnder, settleDelivery, type Verdict } from '@/db/queries/delivery-outbox';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { AttemptResult } from '@/lib/domain/delivery/attempt-outcome';
import { waitAfter } from '@/lib/domain/delivery/retry-schedule';
import { controlPlaneGoneEvidence } from '@/lib/domain/evidence/control-plane-evidence';
import type { Claimed } from './claim-delivery';
import { courier } from './courier';

/**
 * Writes down what came of an attempt, and from it what becomes of the delivery. Whose lease has run out may still say
 * what happened; it decides nothing. `chance` is from 0 to 1.
 */
export async function recordAttempt(
  tenantId: string,
  { attempted, url }: Pick<Claimed, 'attempted' | 'url'>,
  result: AttemptResult,
  chance: number,
): Promise<void> {
  await withTenant(courier(tenantId), async (tx) => {
    // Before the delivery, as everybody locks them who needs both.
    if (result.outcome === 'gone') await leaveGone(tx, url, attempted.id);
    const failures = await failuresUnder(tx, attempted);
    await endAttempt(tx, attempted, result);
    if (failures === null) return;
    await settleDelivery(tx, attempted, result.outcome, verdictOf(result, failures, chance));
  });
}

async function leaveGone(tx: WriteTx, url: string, deliveryId: string): Promise<void> {
  const goneAt = now();
  if (!(await markGone(tx, url, goneAt))) return;
  tx.record(controlPlaneGoneEvidence({ id: newId('evd'), tenant: tx.tenantId, goneAt, deliveryId }));
}

function verdictOf({ outcome, retryAfterMs }: AttemptResult, failures: number, chance: number): Verdict {
  if (outcome === 'delivered') return { state: 'delivered' };
  const waitMs = outcome === 'gone' ? null : waitAfter(failures + 1, chance, retryAfterMs);
  return waitMs === null ? { state: 'dead' } : { state: 'retrying', waitMs };
}
