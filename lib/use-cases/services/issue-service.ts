import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { insertServiceCredential } from '@/db/queries/service-credentials';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { principalOf, type System } from '@/lib/domain/actor';
import { serviceIssuedEvidence } from '@/lib/domain/evidence/service-evidence';
import { hashToken } from '@/lib/domain/keys/key-format';
import { writeServiceToken } from '@/lib/domain/keys/service-token';

/** The longest life of a service credential, in days. */
export const maxServiceDays = 366;

export type IssuedService = { id: string; token: string; expiresAt: Date };

/** Issues a credential with which a platform reads what was applied, and nothing else. The token is shown once. */
export async function issueService(
  operator: System,
  { name, days }: { name: string; days: number },
): Promise<IssuedService> {
  const { token, lookupId } = writeServiceToken(randomBytes(96));
  const at = now();
  const expiresAt = new Date(at.getTime() + days * 86_400_000);
  const id = newId('crd');
  const by = principalOf(operator);
  await withTenant(operator, async (tx) => {
    await insertServiceCredential(tx, {
      id,
      name,
      lookup_id: lookupId,
      token_hash: hashToken(token),
      created_by: by,
      created_at: at,
      expires_at: expiresAt,
    });
    const { tenantId: tenant } = tx;
    tx.record(
      serviceIssuedEvidence({ id: newId('evd'), tenant, credentialId: id, by, at, validUntil: expiresAt }),
    );
  });
  return { id, token, expiresAt };
}
