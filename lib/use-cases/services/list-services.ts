import { type ListedService, listServiceCredentials } from '@/db/queries/service-credentials';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { System } from '@/lib/domain/actor';

export type ShownService = ListedService & { state: 'live' | 'expired' | 'revoked' };

/** Every service credential of the tenant, oldest first. */
export async function listServices(operator: System): Promise<ShownService[]> {
  const at = now();
  const rows = await withTenantRead(operator, listServiceCredentials);
  return rows.map((row) => ({ ...row, state: stateOf(row, at) }));
}

function stateOf({ revoked_at: revokedAt, expires_at: expiresAt }: ListedService, at: Date) {
  if (revokedAt !== null) return 'revoked';
  return expiresAt.getTime() <= at.getTime() ? 'expired' : 'live';
}
