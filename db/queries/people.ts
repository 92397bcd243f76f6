import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Role } from '@/lib/domain/actor';

/** A person's name, or null when the tenant has no such person. */
export async function nameOfPerson({ sql }: TenantTx, userId: string): Promise<string | null> {
  const [row] = await sql<{ name: string }[]>`
    select name from users where tenant_id = current_tenant() and id = ${userId}`;
  return row?.name ?? null;
}

/** How many people of this tenant may decide drafts, for the rule that one's own draft is another's to apply. */
export async function countDeciders({ sql }: TenantTx): Promise<number> {
  const [row] = await sql<{ deciders: number }[]>`
    select count(*)::int as deciders from users
    where tenant_id = current_tenant() and disabled_at is null and role in ('reviewer', 'admin')`;
  return row?.deciders ?? 0;
}

/** Those who may decide drafts, but for one person, by name. `total` counts those beyond the limit too. */
export async function othersWhoDecide({ sql }: TenantTx, butFor: string, limit: number) {
  return sql<{ name: string; role: Role; total: number }[]>`
    select name, role, (count(*) over ())::int as total from users
    where tenant_id = current_tenant() and disabled_at is null and role in ('reviewer', 'admin') and id <> ${butFor}
    order by name, id limit ${limit}`;
}

/** Who may change the tenant's settings, by name; the first ten. */
export async function namesOfAdmins({ sql }: TenantTx): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from users where tenant_id = current_tenant() and disabled_at is null and role = 'admin'
    order by name, id limit 10`;
  return rows.map(({ name }) => name);
}

/** Who could own a key: a person who is not disabled, held against change of role until commit. */
export async function ownerOfKey({ sql }: WriteTx, userId: string): Promise<{ role: Role } | null> {
  const [row] = await sql<{ role: Role }[]>`
    select role from users
    where tenant_id = current_tenant() and id = ${userId} and disabled_at is null for share`;
  return row ?? null;
}

/** Who could own a key, by name; the first hundred. */
export async function peopleWhoOwn({ sql }: TenantTx) {
  return await sql<{ id: string; name: string; role: Role }[]>`
    select id, name, role from users where tenant_id = current_tenant() and disabled_at is null
    order by name, id limit 100`;
}

export type NewPerson = {
  id: string;
  email: string;
  name: string;
  role: Role;
  password_hash: string | null;
  oidc_issuer: string | null;
  oidc_subject: string | null;
  created_at: Date;
};

export async function insertPerson({ sql, tenantId }: WriteTx, person: NewPerson): Promise<void> {
  await sql`insert into users ${sql({ ...person, tenant_id: tenantId })}`;
}

export type NewSession = {
  id: string;
  user_id: string;
  created_at: Date;
  expires_at: Date;
  /** Only of a terminal's session. */
  cli?: { label: string; secret_digest: Buffer };
};

export async function insertSession(
  { sql, tenantId }: WriteTx,
  { cli, ...session }: NewSession,
): Promise<void> {
  const row = { ...session, ...(cli && { ...cli, kind: 'cli' }), tenant_id: tenantId };
  await sql`insert into sessions ${sql(row)}`;
}

export async function endSession({ sql }: WriteTx, sessionId: string, at: Date): Promise<void> {
  await sql`
    update sessions set revoked_at = ${at}
    where tenant_id = current_tenant() and id = ${sessionId} and revoked_at is null`;
}

/** Ends every session of a person; the answer is how many were live. */
export async function endSessionsOf({ sql }: WriteTx, userId: string, at: Date): Promise<number> {
  const { count } = await sql`
    update sessions set revoked_at = ${at}
    where tenant_id = current_tenant() and user_id = ${userId} and revoked_at is null and expires_at > ${at}`;
  return count;
}

/** A person of the tenant by stored e-mail address. */
export async function personByEmail({ sql }: TenantTx, email: string) {
  const [row] = await sql<{ id: string; name: string; role: Role; hasPassword: boolean }[]>`
    select id, name, role, password_hash is not null as "hasPassword" from users
    where tenant_id = current_tenant() and email = ${email}`;
  return row ?? null;
}
