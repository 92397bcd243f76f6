import { randomBytes, randomUUID } from 'node:crypto';
import { newId } from '@/db/new-id';
import { revokeKey, suspendKey } from '@/db/queries/key-changes';
import { grantColumns, insertKey } from '@/db/queries/keys';
import { insertPerson, insertSession, type NewPerson } from '@/db/queries/people';
import { withTenant } from '@/db/tenant';
import type { Agent, Human, Role, System } from '@/lib/domain/actor';
import { terminalApprovedEvidence } from '@/lib/domain/evidence/access-evidence';
import {
  keyIssuedEvidence,
  keyRevokedEvidence,
  keySuspendedEvidence,
} from '@/lib/domain/evidence/key-evidence';
import { personAddedEvidence } from '@/lib/domain/evidence/person-evidence';
import { tenantCreatedEvidence } from '@/lib/domain/evidence/tenant-created-evidence';
import type { Grant } from '@/lib/domain/keys/grant';
import { hashToken, writeToken } from '@/lib/domain/keys/key-format';
import { keyPending, keyRefusals } from '@/lib/domain/keys/key-terms';
import { scopes as allScopes, type Scope } from '@/lib/domain/keys/scope';
import { openGrant } from '@/lib/domain/keys/testing/open-grant';

const hourMs = 3_600_000;
const fromNow = (hours: number) => new Date(Date.now() + hours * hourMs);

export type TestTenant = { id: string; name: string; system: System };
export type TestPerson = { id: string; tenant: TestTenant; name: string; email: string; role: Role };

/** A new tenant with a log of one leaf, a released stop switch and nobody in it. */
export async function makeTenant(): Promise<TestTenant> {
  const id = randomUUID();
  const name = `t-${id.slice(0, 8)}`;
  const system: System = { kind: 'system', tenantId: id, name: 'test' };
  const createdAt = new Date();
  await withTenant(system, async ({ sql, record }) => {
    await sql`insert into tenants (id, name, created_at) values (${id}, ${name}, ${createdAt})`;
    await sql`insert into kill_switches (tenant_id, scope, subject) values (${id}, 'tenant', '*')`;
    await sql`select log_open()`;
    record(tenantCreatedEvidence({ id: newId('evd'), tenant: id, createdBy: 'system:test', createdAt }));
  });
  return { id, name, system };
}

/** A person who signs in elsewhere: without a password that would work. */
export async function makePerson(tenant: TestTenant, role: Role): Promise<TestPerson> {
  const id = newId('usr');
  const person = { id, name: `${role} ${id.slice(-4)}`, email: `${id.toLowerCase()}@example.com`, role };
  await addPerson(tenant, {
    ...person,
    password_hash: 'none',
    oidc_issuer: null,
    oidc_subject: null,
    created_at: new Date(),
  });
  return { ...person, tenant };
}

/** A person of this tenant as the operator would add one, with the leaf that says so. */
export const addPerson = ({ system }: TestTenant, person: NewPerson): Promise<unknown> =>
  withTenant(system, async (tx) => {
    await insertPerson(tx, person);
    const { id: personId, role, created_at: at } = person;
    const added = { id: newId('evd'), tenant: system.tenantId, personId, at, role };
    const by = { kind: 'system', id: 'system:test' } as const;
    tx.record(personAddedEvidence({ ...added, by, signsInWith: 'password', invitationId: null }));
  });

/** A session of `hours` from now; a negative number makes one that has ended. */
export async function makeSession(person: TestPerson, hours = 1): Promise<Human> {
  const sessionId = newId('ses');
  await withTenant(person.tenant.system, (tx) =>
    insertSession(tx, {
      id: sessionId,
      user_id: person.id,
      created_at: fromNow(-24),
      expires_at: fromNow(hours),
    }),
  );
  const { id: userId, tenant, name, email, role } = person;
  return { kind: 'human', tenantId: tenant.id, userId, sessionId, name, email, role };
}

/** A terminal's session of this person, as an approved login opens one. */
export async function makeTerminal(person: TestPerson): Promise<Human> {
  const id = newId('ses');
  const [at, until] = [new Date(), fromNow(1)];
  const { id: userId, tenant, name, email, role } = person;
  const cli = { label: 'draft on a test', secret_digest: hashToken(randomBytes(32).toString('hex')) };
  await withTenant(tenant.system, async (tx) => {
    await insertSession(tx, { id, user_id: userId, created_at: at, expires_at: until, cli });
    const approved = { id: newId('evd'), tenant: tenant.id, sessionId: id, personId: userId, at, until };
    tx.record(terminalApprovedEvidence(approved));
  });
  return { kind: 'human', tenantId: tenant.id, userId, sessionId: id, name, email, role };
}

export type TestKey = { token: string; agent: Agent };

/** An agent key of `hours` from now; a negative number makes one that has expired. */
export async function makeKey(
  owner: TestPerson,
  scopes: readonly Scope[] = allScopes,
  {
    hours = 24,
    status = 'active',
    maxPending = keyPending.most,
    refusals = keyRefusals.most,
    grant: narrowed = {},
  }: {
    hours?: number;
    status?: 'active' | 'suspended' | 'revoked';
    maxPending?: number;
    /** What its refused requests may weigh in a minute. */
    refusals?: number;
    /** What narrows the key; nothing by default. */
    grant?: Partial<Omit<Grant, 'expiresAt' | 'revision'>>;
  } = {},
): Promise<TestKey> {
  const { token, lookupId } = writeToken(randomBytes(96));
  const id = newId('key');
  const grant = { ...openGrant, ...narrowed, expiresAt: fromNow(hours) };
  const { system } = owner.tenant;
  const leaf = {
    tenant: system.tenantId,
    keyId: id,
    by: { kind: 'system', id: 'system:test' },
    at: new Date(),
  } as const;
  await withTenant(system, async (tx) => {
    await insertKey(tx, {
      id,
      name: 'test-bot',
      agent_identity: 'test-bot',
      lookup_id: lookupId,
      token_hash: hashToken(token),
      scopes: [...scopes],
      human_owner_id: owner.id,
      purpose: 'tests',
      environment: grant.environment,
      expires_at: grant.expiresAt,
      created_by: owner.id,
      created_at: fromNow(-48),
      max_pending_drafts: maxPending,
      refusals_per_min: refusals,
      ...grantColumns(grant),
    });
    const issued = { ownerId: owner.id, validUntil: grant.expiresAt, grantDigest: 'sha256:test' };
    tx.record(keyIssuedEvidence({ ...leaf, ...issued, id: newId('evd'), revision: 1 }));
  });
  if (status !== 'active') await end(owner, leaf, status);
  return {
    token,
    agent: {
      kind: 'agent',
      tenantId: owner.tenant.id,
      keyId: id,
      name: 'test-bot',
      ownerId: owner.id,
      ownerRole: owner.role,
      scopes,
      grant,
    },
  };
}

/** A new tenant's reviewer, signed in, and the agent whose key they own. */
export async function makeTeam(): Promise<TestKey & { person: TestPerson; reviewer: Human }> {
  const person = await makePerson(await makeTenant(), 'reviewer');
  return { person, reviewer: await makeSession(person), ...(await makeKey(person)) };
}

type KeyLeaf = Omit<Parameters<typeof keyRevokedEvidence>[0], 'id' | 'revision'>;

const end = ({ id: by, tenant }: TestPerson, leaf: KeyLeaf, status: 'suspended' | 'revoked') =>
  withTenant(tenant.system, async (tx) => {
    const ended = { ...leaf, id: newId('evd'), revision: 2 };
    const change = { id: leaf.keyId, by, at: leaf.at };
    if (status === 'revoked') {
      await revokeKey(tx, change, null);
      tx.record(keyRevokedEvidence(ended));
    } else {
      await suspendKey(tx, change, 'tests');
      tx.record(keySuspendedEvidence(ended));
    }
  });
