import type { WriteTx } from '@/db/tenant';

/** True for the first refusal of this principal with this code in this hour: that one becomes evidence. */
export async function isFirstRefusal({ sql, tenantId }: WriteTx, principal: string, code: string, now: Date) {
  const { count } = await sql`
    insert into refusal_marks (tenant_id, principal, code, hour)
    values (${tenantId}, ${principal}, ${code}, date_trunc('hour', ${now}::timestamptz)) on conflict do nothing`;
  return count === 1;
}
