import type { WriteTx } from '@/db/tenant';

/** The refusal of one principal, with one code, about one subject: a draft, or nothing where that does not matter. */
export type Mark = { principal: string; code: string; subject: string; now: Date };

/**
 * True for the first such refusal in this hour, while fewer than `bound` subjects of this principal and code have one:
 * that one becomes evidence. Parallel tries of one principal wait for each other.
 */
export async function isFirstRefusal(
  { sql, tenantId }: WriteTx,
  { principal, code, subject, now }: Mark,
  bound: number,
) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`refused ${principal} ${code}`}, 0))`;
  const { count } = await sql`
    insert into refusal_marks (tenant_id, principal, code, hour, subject)
    select ${tenantId}, ${principal}, ${code}, h.hour, ${subject}
    from (select date_trunc('hour', ${now}::timestamptz) as hour) h
    where (select count(*) from refusal_marks m where m.tenant_id = current_tenant() and m.principal = ${principal}
      and m.code = ${code} and m.hour = h.hour) < ${bound}
    on conflict do nothing`;
  return count === 1;
}
