import type { TenantTx } from '@/db/tenant';
import { countedAtMost, type RunSummary } from '@/lib/domain/runs/run-summary';

type Place = { at: Date; id: string };
type Asked = { after: Place | undefined; limit: number; looksAt: number };

/** `end` is the oldest call that was looked at; null where there are no more. */
export type RunsFound = { runs: RunSummary[]; end: Place | null };

/**
 * Runs by their newest call, newest first, among the newest calls after a place. A run whose newest call lies before that
 * place was listed there. However many calls a tenant has, so many are looked at and no more.
 */
export async function runsByLastCall({ sql }: TenantTx, asked: Asked): Promise<RunsFound> {
  const { after, limit, looksAt } = asked;
  const seen = sql`
    select run_id, started_at, id from tool_calls
    where tenant_id = current_tenant() ${after ? sql`and (started_at, id) < (${after.at}, ${after.id})` : sql``}
    order by started_at desc, id desc limit ${looksAt}`;
  const counted = countedAtMost + 1;
  const runs = await sql<RunSummary[]>`
    with seen as materialized (${seen}),
    lasts as (
      select distinct on (run_id) run_id, started_at as last_at, id as last_id from seen
      where run_id is not null order by run_id, started_at desc, id desc),
    listed as (
      select * from lasts l
      where not exists (select from tool_calls c where c.tenant_id = current_tenant() and c.run_id = l.run_id
        and c.started_at >= l.last_at and (c.started_at, c.id) > (l.last_at, l.last_id))
      order by last_at desc, last_id desc limit ${limit})
    select l.run_id, l.last_id, l.last_at, first.started_at as first_at, first.agent_identity,
      (select count(*)::int from (select from tool_calls c
        where c.tenant_id = current_tenant() and c.run_id = l.run_id limit ${counted}) n) as calls,
      (select count(*)::int from (select from tool_calls c
        where c.tenant_id = current_tenant() and c.run_id = l.run_id and c.decision = 'deny' limit ${counted}) n) as denied,
      (select count(*)::int from (select from drafts d
        where d.tenant_id = current_tenant() and d.run_id = l.run_id limit ${counted}) n) as drafts,
      exists (select from kill_switches k where k.tenant_id = current_tenant() and k.scope = 'run'
        and k.subject = l.run_id and k.engaged_at is not null) as stopped
    from listed l
    cross join lateral (select c.started_at, c.agent_identity from tool_calls c
      where c.tenant_id = current_tenant() and c.run_id = l.run_id order by c.started_at, c.id limit 1) first
    order by l.last_at desc, l.last_id desc`;
  const [end] = await sql<Place[]>`
    select started_at as at, id from (${seen} offset ${looksAt - 1}) s`;
  return { runs, end: end ?? null };
}
