import { setThreshold } from '@/db/queries/circuits';
import { setMaxPending } from '@/db/queries/keys';
import { withTenant } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** What is null stays as it is. */
export type KeyLimits = {
  /** How many of its drafts may wait at once. Those that wait already stay. */
  maxPending: number | null;
  /** How much of what it asks may be refused in a minute before it is paused. */
  refusals: number | null;
};

/** Sets what a key may have waiting, and how much of what it asks may be refused. */
export async function setKeyLimit(
  operator: System,
  keyId: string,
  { maxPending, refusals }: KeyLimits,
): Promise<Result<null>> {
  const { value: isSet } = await withTenant(operator, async (tx) => {
    const waits = maxPending === null || (await setMaxPending(tx, keyId, maxPending));
    return waits && (refusals === null || (await setThreshold(tx, keyId, refusals)));
  });
  return isSet ? accept(null) : refuse('RESOURCE_NOT_FOUND', 'This tenant has no such key.');
}
