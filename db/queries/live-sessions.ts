import type { TenantTx } from '@/db/tenant';

/** Which of these sessions are live: neither ended nor past their time, and their person not disabled. */
export async function liveSessionsOf(
  { sql }: TenantTx,
  ids: readonly string[],
  now: Date,
): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select s.id from sessions s join users u on u.id = s.user_id
    where s.tenant_id = current_tenant() and s.id in ${sql([...ids])}
      and s.revoked_at is null and s.expires_at > ${now} and u.disabled_at is null`;
  return new Set(rows.map(({ id }) => id));
}
