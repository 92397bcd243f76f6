import { serviceByLookup } from '@/db/queries/before-tenant';
import { now } from '@/lib/clock';
import type { Service } from '@/lib/domain/actor';
import { provesToken } from '@/lib/domain/keys/key-format';
import { serviceLookupOf } from '@/lib/domain/keys/service-token';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** Who stands behind an `svc_` token. Tenant and name come from its row and from nothing the caller sends. */
export async function authenticateService(token: string): Promise<Result<Service>> {
  const lookupId = serviceLookupOf(token);
  const row = lookupId === null ? null : await serviceByLookup(lookupId);
  if (row === null || !provesToken(token, row.token_hash)) {
    return refuse('INVALID_API_KEY', 'This service credential is not known.', { hint: askOperator });
  }
  if (row.revoked_at !== null) {
    return refuse('KEY_REVOKED', 'This service credential was revoked.', { hint: askOperator });
  }
  if (row.expires_at.getTime() <= now().getTime()) {
    return refuse('KEY_EXPIRED', 'This service credential has expired.', { hint: askOperator });
  }
  return accept({ kind: 'service', tenantId: row.tenant_id, credentialId: row.id, name: row.name });
}

const askOperator = 'Ask your operator for a new one: npm run admin -- issue-service.';
