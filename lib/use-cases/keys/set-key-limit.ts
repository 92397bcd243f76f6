import { setMaxPending } from '@/db/queries/keys';
import { withTenant } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** Sets how many drafts of a key may wait at once. Those that wait already stay. */
export async function setKeyLimit(operator: System, keyId: string, limit: number): Promise<Result<null>> {
  const { value: isSet } = await withTenant(operator, (tx) => setMaxPending(tx, keyId, limit));
  return isSet ? accept(null) : refuse('RESOURCE_NOT_FOUND', 'This tenant has no such key.');
}
