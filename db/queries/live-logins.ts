import type { TenantTx } from '@/db/tenant';

/**
 * Which of these logins are live, by the ids of sessions, keys and service credentials: neither ended nor past their
 * time, their person not disabled, and what an agent may ask not stopped.
 */
export async function liveLoginsOf(
  { sql }: TenantTx,
  ids: readonly string[],
  now: Date,
): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select s.id from sessions s join users u on u.id = s.user_id
    where s.tenant_id = current_tenant() and s.id in ${sql([...ids])}
      and s.revoked_at is null and s.expires_at > ${now} and u.disabled_at is null
    union all
    select k.id from agent_keys k join users u on u.id = k.human_owner_id
    where k.tenant_id = current_tenant() and k.id in ${sql([...ids])}
      and k.status = 'active' and k.expires_at > ${now} and u.disabled_at is null
      and not exists (select from stops_covering(k.id, null, null))
    union all
    select c.id from service_credentials c
    where c.tenant_id = current_tenant() and c.id in ${sql([...ids])}
      and c.revoked_at is null and c.expires_at > ${now}`;
  return new Set(rows.map(({ id }) => id));
}
