import { pendingCount, type TenantCounters } from '@/db/queries/evidence';
import { liveLoginsOf } from '@/db/queries/live-logins';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';

export type Counters = TenantCounters;

/** What a tenant's listeners must hear now, and which of their logins are still live, from one transaction. */
export async function watchTenant(
  tenantId: string,
  loginIds: readonly string[],
): Promise<{ counters: Counters; live: ReadonlySet<string> }> {
  const at = now();
  return withTenantRead({ kind: 'system', tenantId, name: 'stream' }, async (tx) => {
    const [counters, live] = await Promise.all([pendingCount(tx, at), liveLoginsOf(tx, loginIds, at)]);
    return { counters, live };
  });
}
