import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { ulid } from 'ulid';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';
import type { Role } from '@/lib/domain/actor';
import { writeCliToken } from '@/lib/domain/keys/cli-token';
import { hashToken, writeToken } from '@/lib/domain/keys/key-format';
import { keyPending, keyRefusals } from '@/lib/domain/keys/key-terms';
import { type Scope, scopes } from '@/lib/domain/keys/scope';
import { writeServiceToken } from '@/lib/domain/keys/service-token';

type Sql = postgres.TransactionSql;
export type Person = {
  id: string;
  session: string;
  /** Of a terminal’s session of theirs. */
  token: string;
};
export type ServiceState = 'active' | 'expired' | 'revoked';
export type KeyState = 'active' | 'unscoped' | 'expired' | 'revoked' | 'suspended';

/** A tenant of its own with one person per role and one key per state, made as the owner of the tables. */
export type Seeded = {
  people: Record<Role, Person>;
  endedSession: string;
  endedToken: string;
  stranger: Person;
  keys: Record<KeyState, string>;
  services: Record<ServiceState | 'stranger', string>;
};

const hour = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * hour);

export async function seedTenants(dataDir: string): Promise<Seeded> {
  const record = readRecord(dataDir);
  if (record === null) throw new Error('the product under test has no embedded database');
  const owner = postgres(roleUrl('countersign', record.ownerPassword, record.port), {
    max: 1,
    onnotice: () => {},
  });
  try {
    const { stranger, ofStranger } = await inNewTenant(owner, async (sql, tenant) => ({
      stranger: await addPerson(sql, tenant, 'reviewer'),
      ofStranger: await addService(sql, tenant, 'active'),
    }));
    const own = await inNewTenant(owner, async (sql, tenant) => {
      const people = {
        viewer: await addPerson(sql, tenant, 'viewer'),
        operator: await addPerson(sql, tenant, 'operator'),
        reviewer: await addPerson(sql, tenant, 'reviewer'),
        admin: await addPerson(sql, tenant, 'admin'),
      };
      const endedSession = await addSession(sql, tenant, people.reviewer.id, { revoked: true });
      const endedToken = await addToken(sql, tenant, people.reviewer.id, { revoked: true });
      const key = async (state: KeyState, held: readonly Scope[] = scopes) =>
        (await addKey(sql, { tenant, owner: people.reviewer.id, state, scopes: held })).token;
      const keys = {
        active: await key('active'),
        unscoped: await key('unscoped', []),
        expired: await key('expired'),
        revoked: await key('revoked'),
        suspended: await key('suspended'),
      };
      const services = {
        active: await addService(sql, tenant, 'active'),
        expired: await addService(sql, tenant, 'expired'),
        revoked: await addService(sql, tenant, 'revoked'),
        stranger: ofStranger,
      };
      return { people, endedSession, endedToken, keys, services };
    });
    return { ...own, stranger };
  } finally {
    await owner.end();
  }
}

async function inNewTenant<T>(
  owner: postgres.Sql,
  work: (sql: Sql, tenant: string) => Promise<T>,
): Promise<T> {
  const tenant = randomUUID();
  let made: T | undefined;
  await owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant}, true)`;
    await sql`insert into tenants (id, name, created_at) values (${tenant}, ${`matrix-${tenant.slice(0, 8)}`}, ${at(0)})`;
    await sql`insert into kill_switches (tenant_id, scope, subject) values (${tenant}, 'tenant', '*')`;
    await sql`insert into log_heads (tenant_id) values (${tenant})`;
    made = await work(sql, tenant);
  });
  if (made === undefined) throw new Error('the tenant was not made');
  return made;
}

async function addPerson(sql: Sql, tenant: string, role: Role): Promise<Person> {
  const id = `usr_${ulid()}`;
  const email = `${id.toLowerCase()}@example.com`;
  await sql`insert into users (id, tenant_id, email, name, role, password_hash, created_at)
    values (${id}, ${tenant}, ${email}, ${role}, ${role}, 'none', ${at(0)})`;
  const session = await addSession(sql, tenant, id, { revoked: false });
  return { id, session, token: await addToken(sql, tenant, id, { revoked: false }) };
}

async function addSession(
  sql: Sql,
  tenant: string,
  person: string,
  { revoked }: { revoked: boolean },
): Promise<string> {
  const id = `ses_${ulid()}`;
  await sql`insert into sessions (id, tenant_id, user_id, created_at, expires_at, revoked_at)
    values (${id}, ${tenant}, ${person}, ${at(0)}, ${at(1)}, ${revoked ? at(0) : null})`;
  return id;
}

async function addToken(
  sql: Sql,
  tenant: string,
  person: string,
  { revoked }: { revoked: boolean },
): Promise<string> {
  const id = await addSession(sql, tenant, person, { revoked });
  const token = writeCliToken(id, randomBytes(32));
  await sql`update sessions set kind = 'cli', secret_digest = ${hashToken(token)} where id = ${id}`;
  return token;
}

type NewKey = { tenant: string; owner: string; state: KeyState; scopes: readonly Scope[] };

export async function addKey(
  sql: Sql,
  { tenant, owner, state, scopes: held }: NewKey,
): Promise<{ id: string; token: string }> {
  const { token, lookupId } = writeToken(randomBytes(96));
  const id = `key_${ulid()}`;
  const status = state === 'revoked' || state === 'suspended' ? state : 'active';
  const revoked = state === 'revoked';
  await sql`insert into agent_keys (id, tenant_id, name, agent_identity, lookup_id, token_hash, scopes, human_owner_id,
      purpose, environment, every_environment, status, expires_at, created_by, created_at, revoked_by, revoked_at,
      max_pending_drafts, refusals_per_min, rate_limit_per_min, burst, data_classes)
    values (${id}, ${tenant}, ${state}, 'matrix-bot', ${lookupId}, ${hashToken(token)}, ${[...held]}, ${owner},
      'matrix', 'dev', true, ${status}, ${at(state === 'expired' ? -1 : 24)}, ${owner}, ${at(-48)},
      ${revoked ? owner : null}, ${revoked ? at(0) : null}, ${keyPending.most}, ${keyRefusals.most}, 1000000, 1000000,
      enum_range(null::data_class))`;
  return { id, token };
}

async function addService(sql: Sql, tenant: string, state: ServiceState): Promise<string> {
  const { token, lookupId } = writeServiceToken(randomBytes(96));
  const revoked = state === 'revoked';
  await sql`insert into service_credentials (id, tenant_id, name, lookup_id, token_hash, created_by, created_at,
      expires_at, revoked_by, revoked_at)
    values (${`crd_${ulid()}`}, ${tenant}, ${state}, ${lookupId}, ${hashToken(token)}, 'matrix', ${at(-48)},
      ${at(state === 'expired' ? -1 : 24)}, ${revoked ? 'matrix' : null}, ${revoked ? at(0) : null})`;
  return token;
}
