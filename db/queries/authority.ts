import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Human, Role } from '@/lib/domain/actor';

/** What stands behind a person at this very moment, locked against change until commit. */
export type LivePerson = { role: Role; sessionLive: boolean; disabled: boolean };

/** Re-reads session, person and role FOR SHARE. Never cached. */
export async function livePerson(
  { sql }: WriteTx,
  { sessionId, userId }: Human,
  now: Date,
): Promise<LivePerson | null> {
  const [row] = await sql<LivePerson[]>`
    select u.role, s.revoked_at is null and s.expires_at > ${now} as "sessionLive", u.disabled_at is not null as disabled
    from sessions s join users u on u.id = s.user_id
    where s.tenant_id = current_tenant() and s.id = ${sessionId} and u.id = ${userId} for share of s, u`;
  return row ?? null;
}

/** Whether this tenant is stopped. The row always exists, so FOR SHARE orders this apply before or after the stop. */
export async function isStopped({ sql }: WriteTx): Promise<boolean> {
  const rows = await sql<{ engaged: boolean }[]>`
    select engaged_at is not null as engaged from kill_switches
    where tenant_id = current_tenant() and scope = 'tenant' and subject = '*' for share`;
  return rows.length !== 1 || rows[0]?.engaged !== false;
}

/** The same for a page: no lock, and so no promise. */
export async function seesStop({ sql }: TenantTx): Promise<boolean> {
  const rows = await sql<{ engaged: boolean }[]>`
    select engaged_at is not null as engaged from kill_switches
    where tenant_id = current_tenant() and scope = 'tenant' and subject = '*'`;
  return rows.length !== 1 || rows[0]?.engaged !== false;
}

/** How many people of this tenant may decide drafts, for the rule that one's own draft is another's to apply. */
export async function countDeciders({ sql }: TenantTx): Promise<number> {
  const [row] = await sql<{ deciders: number }[]>`
    select count(*)::int as deciders from users
    where tenant_id = current_tenant() and disabled_at is null and role in ('reviewer', 'admin')`;
  return row?.deciders ?? 0;
}

/** True for the first refusal of this principal with this code in this hour: that one becomes evidence. */
export async function isFirstRefusal({ sql, tenantId }: WriteTx, principal: string, code: string, now: Date) {
  const { count } = await sql`
    insert into refusal_marks (tenant_id, principal, code, hour)
    values (${tenantId}, ${principal}, ${code}, date_trunc('hour', ${now}::timestamptz)) on conflict do nothing`;
  return count === 1;
}
