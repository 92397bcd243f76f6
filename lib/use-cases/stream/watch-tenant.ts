import { pendingCount } from '@/db/queries/evidence';
import { liveSessionsOf } from '@/db/queries/live-sessions';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';

export type Counters = { version: number; pending: number };

/** What a tenant's listeners must hear now, and which of their sessions are still live, from one transaction. */
export async function watchTenant(
  tenantId: string,
  sessionIds: readonly string[],
): Promise<{ counters: Counters; live: ReadonlySet<string> }> {
  const at = now();
  return withTenantRead({ kind: 'system', tenantId, name: 'stream' }, async (tx) => {
    const [{ version, pending }, live] = await Promise.all([
      pendingCount(tx, at),
      liveSessionsOf(tx, sessionIds, at),
    ]);
    return { counters: { version, pending }, live };
  });
}
