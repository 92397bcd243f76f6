import { revokeKey as revoke } from '@/db/queries/keys';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { principalOf, type System } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** Revokes an agent key for good, for the operator at the terminal. */
export async function revokeKey(operator: System, keyId: string): Promise<Result<null>> {
  const { value } = await withTenant(operator, (tx) => revoke(tx, keyId, principalOf(operator), now()));
  if (!value) return refuse('RESOURCE_NOT_FOUND', 'This tenant has no such key, or it was revoked before.');
  return accept(null);
}
