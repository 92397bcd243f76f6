import { json } from '@/db/json';
import type { runReports } from '@/db/schema/runs';
import type { WriteTx } from '@/db/tenant';

type NewReport = Omit<typeof runReports.$inferSelect, 'tenant_id' | 'revision'>;

/** Whether this key has called or proposed under this run: reports of others' runs, or of none, are not taken. */
export async function tookPart({ sql }: WriteTx, keyId: string, runIds: readonly string[]): Promise<boolean> {
  const runs = [...runIds];
  const [row] = await sql<{ took: boolean }[]>`
    select exists (select from tool_calls
        where tenant_id = current_tenant() and run_id = any(${runs}) and agent_key_id = ${keyId})
      or exists (select from drafts
        where tenant_id = current_tenant() and run_id = any(${runs}) and created_by_id = ${keyId}) as took`;
  return row?.took ?? false;
}

/** Adds the next report of a key about a run; null when it has given all that it may. One at a time for each run. */
export async function addReport(
  { sql, tenantId }: WriteTx,
  { report, ...rest }: NewReport,
  atMost: number,
): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${rest.agent_key_id} ${rest.run_id}`}, 23))`;
  const [row] = await sql<{ revision: number }[]>`
    insert into run_reports (tenant_id, run_id, agent_key_id, revision, report, redaction_count, correlation_id, reported_at)
    select current_tenant(), ${rest.run_id}, ${rest.agent_key_id}, given.count + 1, ${json(sql, report)},
      ${rest.redaction_count}, ${rest.correlation_id}, ${rest.reported_at}
    from (select count(*)::int from run_reports
      where tenant_id = current_tenant() and run_id = ${rest.run_id} and agent_key_id = ${rest.agent_key_id}) given
    where given.count < ${atMost}
    returning revision`;
  return row?.revision ?? null;
}
