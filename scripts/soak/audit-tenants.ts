import { withTenantRead } from '@/db/tenant';
import { auditLog } from '@/db/testing/audit-log';
import type { SoakTenant } from './seed-tenants';

export type TenantFigures = {
  /** Due drafts whose row says expired. */
  expired: number;
  /** Due drafts with exactly one `draft_expired` leaf. */
  leavesOnce: number;
  /** Drafts that are gone. */
  lost: number;
  leaves: number;
  sound: boolean;
  counted: boolean;
  /** The most leaves of the sweep in any span of 1000 ms, over all tenants. */
  mostPerSecond: number;
  pendingIds: ReadonlySet<string>;
};

/** Reads every log and every row, and compares. */
export async function auditTenants(tenants: readonly SoakTenant[]): Promise<TenantFigures> {
  const found = await Promise.all(tenants.map(auditTenant));
  const sum = (of: (one: (typeof found)[number]) => number) =>
    found.reduce((total, one) => total + of(one), 0);
  return {
    expired: sum(({ expired }) => expired),
    leavesOnce: sum(({ leavesOnce }) => leavesOnce),
    lost: sum(({ lost }) => lost),
    leaves: sum(({ leaves }) => leaves),
    sound: found.every(({ sound }) => sound),
    counted: found.every(({ counted }) => counted),
    mostPerSecond: mostInASecond(found.flatMap(({ times }) => times)),
    pendingIds: new Set(found.flatMap(({ pendingIds }) => pendingIds)),
  };
}

async function auditTenant({ tenant, due }: SoakTenant) {
  const audited = await auditLog(tenant.system);
  const rows = await withTenantRead(tenant.system, async ({ sql }) => [
    ...(await sql<{ id: string; status: string }[]>`select id, status from drafts`),
  ]);
  const statusOf = new Map(rows.map(({ id, status }) => [id, status]));
  const swept = audited.leaves.filter(({ event }) => event === 'draft_expired');
  const leavesOf = Map.groupBy(swept, ({ subject }) => subject);
  return {
    expired: due.filter((id) => statusOf.get(id) === 'expired').length,
    leavesOnce: leavesOf.size === due.length ? due.filter((id) => leavesOf.get(id)?.length === 1).length : 0,
    lost: due.filter((id) => !statusOf.has(id)).length,
    leaves: audited.leaves.length,
    sound: audited.sound,
    counted: audited.counted === audited.pending,
    times: swept.map(({ at }) => at.getTime()),
    pendingIds: rows.filter(({ status }) => status === 'pending').map(({ id }) => id),
  };
}

/** The most of these moments that lie in any span of 1000 ms. */
export function mostInASecond(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let from = 0;
  for (const [at, time] of sorted.entries()) {
    while (time - (sorted[from] ?? time) >= 1000) from += 1;
    most = Math.max(most, at - from + 1);
  }
  return most;
}
