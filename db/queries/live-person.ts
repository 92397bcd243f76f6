import type { WriteTx } from '@/db/tenant';
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
