import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/db/pool';
import { makeKey, makePerson, makeSession, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { ownerOnce } from '@/db/testing/owner-once';
import { closeIdle } from '@/db/transaction-connection';
import { hashInvitation, tenantOfInvitation } from '@/lib/domain/people/invitation-token';
import { leftBy } from '@/lib/use-cases/testing/left-by';
import { accepted } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { type Invited, invitePerson } from './invite-person';
import { resolveSession } from './resolve-session';
import { type OidcPerson, signInWithOidc } from './sign-in-with-oidc';

let mine: TestTenant;
let theirs: TestTenant;
let subjects = 0;

const somebody = (over: Partial<OidcPerson> = {}): OidcPerson => {
  subjects += 1;
  const name = `oidc-${subjects}-${Date.now()}`;
  return { issuer: 'https://id.example', subject: name, email: `${name}@example.com`, name: 'Sam', ...over };
};

async function invited(tenant: TestTenant, input: unknown = { role: 'reviewer' }): Promise<Invited> {
  const result = await invitePerson(tenant.system, input);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

beforeAll(async () => {
  [mine, theirs] = await Promise.all([makeTenant(), makeTenant()]);
});
afterAll(() => Promise.all([pool().end(), closeIdle()]));

describe('the record', () => {
  it('has one leaf of an invitation, one of who enters with it, which names it, and none of a sign-in', async () => {
    const { answer: invitation, left: ofInviting } = await leftBy(mine, () => invited(mine));
    expect(ofInviting).toEqual([['person_invited', invitation.id]]);
    const sam = somebody();
    const { answer: entered, left: ofEntering } = await leftBy(mine, () =>
      signInWithOidc(sam, invitation.token),
    );
    const userId = accepted(entered).human.userId;
    expect(ofEntering).toEqual([['person_added', userId]]);
    const reader = await makeSession(await makePerson(mine, 'viewer'));
    const { items } = accepted(await listEvidence(reader, { event: 'person_added' }));
    expect(items.find(({ subject }) => subject === userId)?.payload).toMatchObject({
      added_role: 'reviewer',
      signs_in_with: 'single_sign_on',
      by_invitation: invitation.id,
    });
    expect((await leftBy(mine, () => signInWithOidc(sam, null))).left).toEqual([]);
    expect((await leftBy(mine, () => signInWithOidc(somebody(), invitation.token))).left).toEqual([]);
  });
});

describe('signInWithOidc', () => {
  it('refuses a stranger, lets an invited one in once, and knows them without it afterwards', async () => {
    const sam = somebody();
    expect(await signInWithOidc(sam, null)).toMatchObject({
      ok: false,
      refusal: { code: 'UNAUTHENTICATED' },
    });
    const { token } = await invited(mine);
    const entered = await signInWithOidc(sam, token);
    if (!entered.ok) throw new Error(entered.refusal.message);
    expect(entered.value.human).toMatchObject({ tenantId: mine.id, role: 'reviewer', email: sam.email });
    expect(await resolveSession(entered.value.sessionId)).toEqual(entered.value.human);
    const again = await signInWithOidc(sam, null);
    expect(again.ok && again.value.human.userId).toBe(entered.value.human.userId);
    expect(await signInWithOidc(somebody(), token)).toMatchObject({ ok: false });
  });

  it('never matches by e-mail: same address, other subject or other issuer', async () => {
    const sam = somebody();
    const first = await signInWithOidc(sam, (await invited(mine)).token);
    expect(first.ok).toBe(true);
    for (const twin of [
      { ...sam, subject: `${sam.subject}-2` },
      { ...sam, issuer: 'https://other.example' },
    ]) {
      expect(await signInWithOidc(twin, null)).toMatchObject({ refusal: { code: 'UNAUTHENTICATED' } });
      const { token } = await invited(theirs);
      expect(await signInWithOidc(twin, token)).toMatchObject({
        refusal: { code: 'RESOURCE_NAME_CONFLICT' },
      });
      expect(await signInWithOidc(somebody(), token)).toMatchObject({ ok: true });
    }
  });

  it('spends an invitation once, however many use it together', async () => {
    const { token } = await invited(mine);
    const results = await Promise.all(Array.from({ length: 6 }, () => signInWithOidc(somebody(), token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('refuses a forged and a foreign invitation alike', async () => {
    const { token } = await invited(mine);
    const forged = `${token.slice(0, -4)}AAAA`;
    const elsewhere = token.replace(mine.id.replaceAll('-', ''), theirs.id.replaceAll('-', ''));
    expect(tenantOfInvitation(elsewhere)).toBe(theirs.id);
    const fresh = await signInWithOidc(somebody(), null);
    for (const bad of [forged, elsewhere, 'inv_nonsense', '']) {
      expect(await signInWithOidc(somebody(), bad)).toEqual(fresh);
    }
    expect(await signInWithOidc(somebody(), token)).toMatchObject({ ok: true });
  });

  it('refuses an invitation after its last moment', async () => {
    const { token } = await invited(mine);
    const past = `inv_${mine.id.replaceAll('-', '')}_${'p'.repeat(43)}`;
    await ownerOnce(mine, async (sql) => {
      await sql`insert into invitations (id, tenant_id, role, token_hash, created_by, created_at, expires_at)
        values ('inv_past', ${mine.id}, 'admin', ${hashInvitation(past)}, 'x', now() - interval '8 days', now())`;
    });
    expect(await signInWithOidc(somebody(), past)).toMatchObject({ refusal: { code: 'UNAUTHENTICATED' } });
    expect(await signInWithOidc(somebody(), token)).toMatchObject({ ok: true });
  });

  it('refuses who shares no e-mail address, and a disabled person', async () => {
    const { token } = await invited(mine);
    expect(await signInWithOidc(somebody({ email: null }), token)).toMatchObject({
      refusal: { code: 'VALIDATION_FAILED' },
    });
    const sam = somebody({ name: 'Sam\u202eDoe' });
    const entered = await signInWithOidc(sam, token);
    if (!entered.ok) throw new Error(entered.refusal.message);
    expect(entered.value.human.name).toBe(sam.email);
    const { userId } = entered.value.human;
    await ownerOnce(mine, (sql) => sql`update users set disabled_at = now() where id = ${userId}`);
    expect(await signInWithOidc(sam, null)).toMatchObject({ ok: false });
    expect(await resolveSession(entered.value.sessionId)).toBeNull();
  });
});

describe('invitePerson', () => {
  it('is for admins: by the role as it stands, and never for an agent', async () => {
    const admin = await makePerson(mine, 'admin');
    const session = await makeSession(admin);
    expect(await invitePerson(session, { role: 'viewer' })).toMatchObject({ ok: true });
    expect(await invitePerson(await makeSession(admin, -1), { role: 'viewer' })).toMatchObject({ ok: false });
    await ownerOnce(mine, (sql) => sql`update users set role = 'operator' where id = ${admin.id}`);
    const { agent } = await makeKey(admin);
    for (const actor of [session, await makeSession(await makePerson(mine, 'reviewer')), agent]) {
      expect(await invitePerson(actor, { role: 'viewer' })).toMatchObject({
        refusal: { code: 'ROLE_REQUIRED' },
      });
    }
  });

  it('invites to the tenant of the one who invites and to no other', async () => {
    const admin = await makeSession(await makePerson(theirs, 'admin'));
    const result = await invitePerson({ ...admin, tenantId: mine.id }, { role: 'admin' });
    expect(result).toMatchObject({ refusal: { code: 'ROLE_REQUIRED' } });
  });

  it.each([{}, { role: 'owner' }, { role: 'admin', days: 31 }, { role: 'admin', tenant_id: 'x' }, null])(
    'refuses %j',
    async (input) => {
      expect(await invitePerson(mine.system, input)).toMatchObject({
        refusal: { code: 'VALIDATION_FAILED' },
      });
    },
  );
});
