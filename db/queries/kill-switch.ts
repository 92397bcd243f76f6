import type { TenantTx, WriteTx } from '@/db/tenant';
import type { StopInForce, StopScope } from '@/lib/domain/limits/stop';

/** Who could be covered by a stop of less than everything; null is nobody. */
export type Covered = { key: string | null; tool: string | null; run: string | null };

export const nothingNamed: Covered = { key: null, tool: null, run: null };

/** Any number: it only has to be the same for whoever applies and for whoever stops the installation. */
export const globalStopLock = 4_150_019;

/**
 * Orders this transaction before or after every stop: whoever stops something of the tenant writes the row that is held
 * here, which always exists, and whoever stops the installation takes the lock alone.
 */
export async function holdSwitches({ sql }: WriteTx): Promise<void> {
  await sql`
    select pg_advisory_xact_lock_shared(${globalStopLock}), scope from kill_switches
    where tenant_id = current_tenant() and scope = 'tenant' and subject = '*' for share`;
}

/** Waits for whoever applies at this moment; from then on nobody applies before this transaction has ended. */
export async function takeSwitches({ sql }: WriteTx): Promise<void> {
  await sql`
    select scope from kill_switches
    where tenant_id = current_tenant() and scope = 'tenant' and subject = '*' for update`;
}

/** What stops this, the widest first. Only after `holdSwitches` in the same transaction is it a promise. */
export async function stopsCovering({ sql }: TenantTx, { key, tool, run }: Covered): Promise<StopInForce[]> {
  return await sql<StopInForce[]>`
    select c.scope, c.engaged_at as "engagedAt", coalesce(s.engaged_by_name, 'the operator') as "engagedByName"
    from stops_covering(${key}, ${tool}, ${run}) c
    left join stops s on s.tenant_id = current_tenant() and s.id = c.stop_id`;
}

/** What stops each of these drafts, the widest alone: those that nothing stops are left out. */
export async function stopsOver(
  { sql }: TenantTx,
  drafts: readonly (Pick<Covered, 'key' | 'tool'> & { id: string })[],
): Promise<Map<string, StopInForce>> {
  const rows = await sql<(StopInForce & { id: string })[]>`
    select d.id, c.scope, c.engaged_at as "engagedAt", coalesce(s.engaged_by_name, 'the operator') as "engagedByName"
    from unnest(${drafts.map(({ id }) => id)}::text[], ${drafts.map(({ key }) => key)}::text[],
      ${drafts.map(({ tool }) => tool)}::text[]) as asked (id, key, tool)
    join drafts d on d.tenant_id = current_tenant() and d.id = asked.id
    cross join lateral (select * from stops_covering(asked.key, asked.tool, d.run_id) limit 1) c
    left join stops s on s.tenant_id = current_tenant() and s.id = c.stop_id
    where exists (select from kill_switches where tenant_id = current_tenant() and engaged_at is not null)
      or exists (select from global_stop() g where g.engaged_at is not null)`;
  return new Map(rows.map(({ id, ...stop }) => [id, stop]));
}

/** Moves a switch together with its stop; `stopId` null releases it. */
export async function moveSwitch(
  { sql, tenantId }: WriteTx,
  { scope, subject }: { scope: StopScope; subject: string },
  engaged: { stopId: string; by: string; at: Date } | null,
): Promise<void> {
  const row = {
    tenant_id: tenantId,
    scope,
    subject,
    engaged_at: engaged?.at ?? null,
    engaged_by: engaged?.by ?? null,
    stop_id: engaged?.stopId ?? null,
  };
  await sql`
    insert into kill_switches ${sql(row)}
    on conflict (tenant_id, scope, subject) do update set
      engaged_at = excluded.engaged_at, engaged_by = excluded.engaged_by, stop_id = excluded.stop_id`;
}
