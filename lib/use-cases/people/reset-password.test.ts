import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import { replacePassword } from '@/db/as-owner';
import { newId } from '@/db/new-id';
import { withTenantRead } from '@/db/tenant';
import { auditLog } from '@/db/testing/audit-log';
import { makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { hashPassword } from '@/lib/domain/people/password';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { endSessionsOf } from './end-sessions-of';
import { resetPassword } from './reset-password';
import { resolveSession } from './resolve-session';
import { signInWithPassword } from './sign-in-with-password';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

async function account() {
  const person = await makePerson(await makeTenant(), 'reviewer');
  const hash = await hashPassword('the one before', randomBytes(16));
  await ownerIn(
    owner,
    person.tenant,
    (sql) => sql`update users set password_hash = ${hash} where id = ${person.id}`,
  );
  return { person, reader: await makeSession(await makePerson(person.tenant, 'viewer')) };
}

it('a password that is reset signs in, ends every session, and leaves one leaf and one audit event', async () => {
  const { person, reader } = await account();
  const session = await makeSession(person);
  const before = accepted(await listEvidence(reader, {})).items.length;
  const { password } = accepted(await resetPassword(inject('ownerUrl'), person.email));
  expect(await resolveSession(session.sessionId)).toBeNull();
  expect((await signInWithPassword({ email: person.email, password }, '198.51.100.7')).ok).toBe(true);
  const { items } = accepted(await listEvidence(reader, {}));
  expect(items).toHaveLength(before + 1);
  expect(items[0]).toMatchObject({
    event: 'password_reset',
    subject: person.id,
    payload: { password_reset_by: { kind: 'system', id: 'system:operator' } },
  });
  expect(Buffer.from(items[0]?.entry ?? '', 'base64').toString()).not.toContain(password);
  expect(await auditLog(person.tenant.system)).toMatchObject({ sound: true });
  const events = await withTenantRead(
    reader,
    ({ sql }) => sql`select type, actor_id from audit_events where subject = ${person.id} order by seq`,
  );
  expect([...events]).toEqual([
    { type: 'person_added', actor_id: 'system:test' },
    { type: 'password_reset', actor_id: 'system:operator' },
  ]);
});

it('a password whose leaf cannot be appended is not reset, and the owner is not left with the role it was lent', async () => {
  const { person } = await account();
  const session = await makeSession(person);
  const { tenant } = person;
  const leaf = {
    event: 'draft_expired',
    id: newId('evd'),
    subject: person.id,
    entry: Buffer.from('{}'),
  } as const;
  const operator = { kind: 'system', tenantId: tenant.id, name: 'operator' } as const;
  const change = { operator, userId: person.id, hash: 'other', at: new Date(), leaf };
  await expect(replacePassword(inject('ownerUrl'), change)).rejects.toThrow('appends no draft_expired');
  expect(await resolveSession(session.sessionId)).not.toBeNull();
  expect(codeOf(await resetPassword(inject('ownerUrl'), person.email))).toBe('ok');
  await expect(owner.begin((sql) => sql`set local role app`)).rejects.toThrow('permission denied');
});

it('sessions that the operator ends leave one leaf, and signing out leaves none', async () => {
  const { person, reader } = await account();
  await Promise.all([makeSession(person), makeSession(person)]);
  const before = accepted(await listEvidence(reader, {})).items.length;
  const operator = { kind: 'system', tenantId: person.tenant.id, name: 'operator' } as const;
  expect(accepted(await endSessionsOf(operator, person.email))).toBe(2);
  const { items } = accepted(await listEvidence(reader, {}));
  expect(items).toHaveLength(before + 1);
  expect(items[0]).toMatchObject({
    event: 'sessions_ended',
    subject: person.id,
    payload: { sessions_ended_by: { kind: 'system', id: 'system:operator' }, sessions_ended: 2 },
  });
});
