import { newId } from '@/db/new-id';
import { insertServiceCredential } from '@/db/queries/service-credentials';
import { withTenant } from '@/db/tenant';
import type { Service, System } from '@/lib/domain/actor';
import { serviceIssuedEvidence } from '@/lib/domain/evidence/service-evidence';
import { hashToken } from '@/lib/domain/keys/key-format';
import { writeServiceToken } from '@/lib/domain/keys/service-token';
import { type IssuedService, issueService } from '@/lib/use-cases/services/issue-service';

export type TestService = IssuedService & { service: Service };

/** A credential of the tenant, as the operator would issue it. */
export async function makeService(system: System, name = 'control plane'): Promise<TestService> {
  const issued = await issueService(system, { name, days: 30 });
  return {
    ...issued,
    service: { kind: 'service', tenantId: system.tenantId, credentialId: issued.id, name },
  };
}

/** The token of a credential whose time is over. */
export async function makeExpiredService(system: System): Promise<string> {
  const { token, lookupId } = writeServiceToken(crypto.getRandomValues(new Uint8Array(96)));
  const id = newId('crd');
  const [at, validUntil] = [-48, -24].map((hours) => new Date(Date.now() + hours * 3_600_000));
  if (!at || !validUntil) throw new Error('no time');
  await withTenant(system, async (tx) => {
    await insertServiceCredential(tx, {
      id,
      name: 'expired',
      lookup_id: lookupId,
      token_hash: hashToken(token),
      created_by: 'test',
      created_at: at,
      expires_at: validUntil,
    });
    tx.record(
      serviceIssuedEvidence({
        id: newId('evd'),
        tenant: tx.tenantId,
        credentialId: id,
        by: 'test',
        at,
        validUntil,
      }),
    );
  });
  return token;
}
