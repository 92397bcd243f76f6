import { pool } from '@/db/pool';
import type { TenantTx, WriteTx } from '@/db/tenant';
import { selftestIssuer } from '@/lib/domain/selftest/selftest-identity';

export type NightOutcome = 'passed' | 'failed' | 'untested';

/** Tenants that nobody has tested since then, in no order. Knows their ids and nothing else of them. */
export async function tenantsToTest(since: Date, limit: number): Promise<string[]> {
  const rows = await pool()<
    { tenant_id: string }[]
  >`select tenant_id from tenants_to_test(${since}, ${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

/** The day in UTC, which names a night. */
const dayOf = (since: Date) => since.toISOString().slice(0, 10);

/** Takes one night of the tenant for an hour. False when it is over, or somebody else’s. */
export async function claimNight({ sql, tenantId }: WriteTx, since: Date): Promise<boolean> {
  const { count } = await sql`
    insert into boundary_nights as n (tenant_id, night, leased_until)
    values (${tenantId}, ${dayOf(since)}::date, clock_timestamp() + interval '1 hour')
    on conflict (tenant_id) do update set night = excluded.night, leased_until = excluded.leased_until
    where n.night < excluded.night or (n.night = excluded.night and n.leased_until < clock_timestamp())`;
  return count === 1;
}

/** How a night ended. One that was not tested is due again in an hour. */
export async function endNight({ sql }: WriteTx, since: Date, outcome: NightOutcome): Promise<void> {
  await sql`
    update boundary_nights set outcome = ${outcome}, ended_at = clock_timestamp(),
      leased_until = case when ${outcome} = 'untested' then clock_timestamp() + interval '1 hour' end
    where tenant_id = current_tenant() and night = ${dayOf(since)}::date`;
}

/** Lets go of a night that was not come to, as if nobody had taken it. */
export async function giveNightBack({ sql }: WriteTx, since: Date): Promise<void> {
  await sql`
    update boundary_nights set leased_until = clock_timestamp()
    where tenant_id = current_tenant() and night = ${dayOf(since)}::date`;
}

/** When the last run by schedule ended without a result; null when it had one, or there was none. */
export async function untestedAt({ sql }: TenantTx): Promise<Date | null> {
  const [row] = await sql<{ ended_at: Date }[]>`
    select ended_at from boundary_nights where tenant_id = current_tenant() and outcome = 'untested'`;
  return row?.ended_at ?? null;
}

/** Removes what self-tests issued to themselves and has expired, as database role `gc`, which sees no other credential. */
export async function clearSelftests({ sql }: WriteTx): Promise<void> {
  const ended = sql`tenant_id = current_tenant() and created_by = ${selftestIssuer} and expires_at < now()`;
  for (const counted of ['rate_buckets', 'refused_requests', 'circuit_breakers'] as const) {
    await sql`
      delete from ${sql(counted)} where tenant_id = current_tenant()
        and key_id in (select id from agent_keys where ${ended})`;
  }
  await sql`delete from agent_keys where ${ended}`;
  await sql`delete from service_credentials where ${ended}`;
}
