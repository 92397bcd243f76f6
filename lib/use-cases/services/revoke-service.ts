import { newId } from '@/db/new-id';
import { revokeServiceCredential } from '@/db/queries/service-credentials';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { principalOf, type System } from '@/lib/domain/actor';
import { serviceRevokedEvidence } from '@/lib/domain/evidence/service-evidence';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** Revokes a service credential for good, for the operator at the terminal. */
export async function revokeService(operator: System, credentialId: string): Promise<Result<null>> {
  const { value: isRevoked } = await withTenant(operator, async (tx) => {
    const by = principalOf(operator);
    const at = now();
    if (!(await revokeServiceCredential(tx, { id: credentialId, by, at }))) return false;
    tx.record(serviceRevokedEvidence({ id: newId('evd'), tenant: tx.tenantId, credentialId, by, at }));
    return true;
  });
  return isRevoked
    ? accept(null)
    : refuse('RESOURCE_NOT_FOUND', 'This tenant has no such service credential, or it was revoked before.');
}
