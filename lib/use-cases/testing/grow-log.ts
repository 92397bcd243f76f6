import { newId } from '@/db/new-id';
import { withTenant, withTenantRead } from '@/db/tenant';
import type { TestTenant } from '@/db/testing/fixtures';
import { leafOf } from '@/lib/domain/evidence/leaf';

/** Appends so many leaves to a tenant's log, in one transaction. */
export async function growLog({ id: tenant, system }: TestTenant, count: number): Promise<void> {
  await withTenant(system, (tx) => {
    for (let n = 0; n < count; n += 1) {
      const subject = newId('drf');
      const payload = { draft_id: subject, nth: n };
      tx.record(leafOf({ event: 'draft_apply_refused', id: newId('evd'), tenant, subject, payload }));
    }
    return Promise.resolve();
  });
}

/** Every entry of a tenant's log, as somebody who does not trust us would read them. */
export const entriesOf = ({ system }: TestTenant): Promise<Buffer[]> =>
  withTenantRead(system, async ({ sql }) => {
    const rows = await sql<{ entry: Buffer }[]>`
      select entry from log_leaves where tenant_id = current_tenant() order by idx`;
    return rows.map(({ entry }) => entry);
  });
