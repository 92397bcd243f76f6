import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newId } from '@/db/new-id';
import { pool } from '@/db/pool';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { withTenant } from '@/db/tenant';
import { addPerson, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { closeIdle } from '@/db/transaction-connection';
import { hashPassword } from '@/lib/domain/people/password';
import { attemptSubject, signInLimit } from '@/lib/domain/people/sign-in-limit';
import { endSession } from './end-session';
import { liveSession, resolveSession } from './resolve-session';
import { signInWithPassword } from './sign-in-with-password';

const password = 'a long enough password';
const owner = postgres(inject('ownerUrl'), { max: 1 });
let tenant: TestTenant;
let hash: string;
let address = 0;

/** Another client each time, so that the limit of one address never meets the tests of an account. */
const elsewhere = () => `198.51.100.${(address += 1)}`;

async function account(): Promise<{ id: string; email: string }> {
  const id = newId('usr');
  const email = `${id.toLowerCase()}@example.com`;
  await addPerson(tenant, {
    id,
    email,
    name: 'Robin',
    role: 'reviewer',
    password_hash: hash,
    oidc_issuer: null,
    oidc_subject: null,
    created_at: new Date(),
  });
  return { id, email };
}

const subjectOf = (kind: 'pair' | 'account' | 'address', value: string) =>
  attemptSubject(process.env['AUTH_SECRET'] ?? '', kind, value);

/** What counts against one account and one address: other files of this run sign in at the same time. */
const attempts = (email: string, from: string) =>
  withTenant({ ...tenant.system, tenantId: nilTenant }, async ({ sql }) => {
    const rows = await sql<{ subject: Buffer }[]>`
      select subject from sign_in_attempts where subject = ${subjectOf('pair', `${from} ${email}`)}
        or subject = ${subjectOf('account', email)} or subject = ${subjectOf('address', from)}`;
    return rows.length;
  }).then(({ value }) => value);

/** Failures that lie `ago` in the past. */
const failed = (kind: 'pair' | 'account' | 'address', value: string, times: number, ago = '0 seconds') =>
  withTenant({ ...tenant.system, tenantId: nilTenant }, async ({ sql }) => {
    const subject = subjectOf(kind, value);
    await sql`
      insert into sign_in_attempts (tenant_id, id, subject, at)
      select ${nilTenant}, ${newId('try')} || n, ${subject}, now() - ${ago}::interval from generate_series(1, ${times}) n`;
  });

beforeAll(async () => {
  [tenant, hash] = await Promise.all([makeTenant(), hashPassword(password, randomBytes(16))]);
});
afterAll(() => Promise.all([pool().end(), closeIdle(), owner.end()]));

describe('signInWithPassword', () => {
  it('opens a session that is read back from its row, and ends for good', async () => {
    const { id, email } = await account();
    const result = await signInWithPassword({ email: `  ${email.toUpperCase()}`, password }, elsewhere());
    if (!result.ok) throw new Error(result.refusal.message);
    const { sessionId, human } = result.value;
    expect(human).toMatchObject({ userId: id, tenantId: tenant.id, role: 'reviewer', sessionId });
    expect(await liveSession(sessionId)).toMatchObject({ human, tenant: tenant.name });
    await endSession(sessionId);
    await endSession(sessionId);
    expect(await resolveSession(sessionId)).toBeNull();
  });

  it('reads a role, a disabled account and a foreign session id as they stand', async () => {
    const { id, email } = await account();
    const result = await signInWithPassword({ email, password }, elsewhere());
    if (!result.ok) throw new Error(result.refusal.message);
    const { sessionId } = result.value;
    await ownerIn(owner, tenant, (sql) => sql`update users set role = 'viewer' where id = ${id}`);
    expect((await resolveSession(sessionId))?.role).toBe('viewer');
    await ownerIn(owner, tenant, (sql) => sql`update users set disabled_at = now() where id = ${id}`);
    expect(await resolveSession(sessionId)).toBeNull();
    expect(await resolveSession(newId('ses'))).toBeNull();
    expect(await signInWithPassword({ email, password }, elsewhere())).toMatchObject({ ok: false });
  });

  it('answers an unknown e-mail, a wrong password and malformed input with the same words', async () => {
    const { email } = await account();
    const posts = [
      { email: 'nobody@example.com', password },
      { email, password: 'a wrong password' },
      { email: 'not an address', password },
      { email, password: '' },
      { email: [email], password },
      null,
    ];
    const answers = await Promise.all(posts.map((posted) => signInWithPassword(posted, elsewhere())));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ ok: false, refusal: { code: 'UNAUTHENTICATED' } });
  });

  it('stops guessing from one address after ten failures, and never the person at another', async () => {
    const { email } = await account();
    const from = elsewhere();
    await failed('pair', `${from} ${email}`, signInLimit.perPair);
    expect(await signInWithPassword({ email, password }, from)).toMatchObject({
      refusal: { code: 'RATE_LIMITED' },
    });
    expect(await signInWithPassword({ email, password }, elsewhere())).toMatchObject({ ok: true });
  });

  it('stops guessing from everywhere in the end, for the right password too, known account or not', async () => {
    const { email } = await account();
    for (const tried of [email, `ghost-${email}`]) {
      await failed('account', tried, signInLimit.perAccount - 2);
      const guesses = Array.from({ length: 5 }, () =>
        signInWithPassword({ email: tried, password: 'a wrong guess' }, elsewhere()),
      );
      const codes = (await Promise.all(guesses)).map((answer) => (answer.ok ? 'in' : answer.refusal.code));
      expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(2);
      expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(3);
      const blocked = await signInWithPassword({ email: tried, password }, elsewhere());
      expect(blocked).toMatchObject({ ok: false, refusal: { code: 'RATE_LIMITED' } });
      expect(blocked.ok ? '' : blocked.refusal.message).toMatch(/Try again in 1[45] minutes\./);
    }
  });

  it('counts nothing against a person who gets in, and forgets their slips', async () => {
    const { email } = await account();
    const from = elsewhere();
    await signInWithPassword({ email, password: 'a slip of the hand' }, from);
    expect(await attempts(email, from)).toBe(3);
    expect(await signInWithPassword({ email, password }, from)).toMatchObject({ ok: true });
    expect(await attempts(email, from)).toBe(2);
  });

  it('stops one address that tries many accounts, and lets another address in', async () => {
    const { email } = await account();
    const from = elsewhere();
    await failed('address', from, signInLimit.perAddress);
    expect(await signInWithPassword({ email, password }, from)).toMatchObject({
      refusal: { code: 'RATE_LIMITED' },
    });
    expect(await signInWithPassword({ email, password }, elsewhere())).toMatchObject({ ok: true });
  });

  it('does not stop everybody who comes through this machine', async () => {
    const { email } = await account();
    await failed('address', '127.0.0.1', signInLimit.perAddress);
    expect(await signInWithPassword({ email, password }, '127.0.0.1')).toMatchObject({ ok: true });
    await failed('pair', `127.0.0.1 ${email}`, signInLimit.perPair);
    expect(await signInWithPassword({ email, password }, '127.0.0.1')).toMatchObject({
      refusal: { code: 'RATE_LIMITED' },
    });
  });

  it('counts afresh once the window has passed', async () => {
    const { email } = await account();
    await failed('account', email, signInLimit.perAccount, '14 minutes 50 seconds');
    expect(await signInWithPassword({ email, password }, elsewhere())).toMatchObject({ ok: false });
    const other = await account();
    await failed('account', other.email, signInLimit.perAccount, '15 minutes');
    expect(await signInWithPassword({ email: other.email, password }, elsewhere())).toMatchObject({
      ok: true,
    });
  });

  it('lets nobody in while failures cannot be counted', async () => {
    const { email } = await account();
    const subject = subjectOf('account', email);
    const lock = String(subject.readBigInt64BE(0));
    await owner.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(${lock}::bigint)`;
      await expect(signInWithPassword({ email, password }, elsewhere())).rejects.toThrow('lock timeout');
    });
  });
});
