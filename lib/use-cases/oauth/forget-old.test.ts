import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeEach, expect, inject, it } from 'vitest';
import { newId } from '@/db/new-id';
import { insertOAuthGrant, insertOAuthSecrets } from '@/db/queries/oauth-grants';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { tenantsWithOldOAuth } from '@/db/queries/sweep';
import { withTenant, withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { hashToken } from '@/lib/domain/keys/key-format';
import { leastTerms } from '@/lib/domain/keys/key-terms';
import { writeSecret } from '@/lib/domain/oauth/secret-format';
import { sweepTenants } from '../sweep/sweep';
import { forgetOldOAuth } from './forget-old';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

let person: TestPerson;
beforeEach(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
});

const dayMs = 86_400_000;
const challenge = 'a'.repeat(43);

/** A key with two tokens that were given out for it; it ends in so many days, or has ended. */
async function consented(days: number): Promise<string> {
  const { agent } = await makeKey(person, undefined, { hours: days * 24 });
  await withTenant(person.tenant.system, async (tx) => {
    const at = new Date();
    await insertOAuthGrant(tx, {
      key_id: agent.keyId,
      client_id: 'https://editor.test/client.json',
      client_name: 'Editor',
      redirect_uri: 'http://127.0.0.1:7777/callback',
      code_challenge: challenge,
      resource: 'https://oauth.test/api/mcp',
      terms: leastTerms,
      created_at: at,
    });
    await insertOAuthSecrets(
      tx,
      [1, 2].map(() => {
        const { text, lookupId } = writeSecret('refresh', randomBytes(96));
        return {
          id: newId('oas'),
          key_id: agent.keyId,
          kind: 'refresh' as const,
          lookup_id: lookupId,
          secret_hash: hashToken(text),
          created_at: at,
          expires_at: new Date(at.getTime() + dayMs),
        };
      }),
    );
  });
  return agent.keyId;
}

const none = async () => [];

const keysWithSecrets = () =>
  withTenantRead(person.tenant.system, async ({ sql }) =>
    (await sql<{ id: string }[]>`select distinct key_id as id from oauth_secrets`).map(({ id }) => id),
  );

it('forgets codes and tokens of keys that ended longer ago than calls are kept, in batches, and no others', async () => {
  const [old, recent, live] = [await consented(-400), await consented(-300), await consented(30)];
  expect((await keysWithSecrets()).toSorted()).toEqual([old, recent, live].toSorted());
  expect(await tenantsWithOldOAuth(365, 10_000)).toContain(person.tenant.id);
  expect(await forgetOldOAuth(person.tenant.id, 1)).toEqual({ state: 'done', count: 1 });
  const tenants = async () => [person.tenant.id];
  const run = { onFault: (_: string, fault: unknown) => expect.unreachable(String(fault)) };
  expect(await sweepTenants(run, none, none, none, tenants)).toMatchObject({ oauth: 1, failed: [] });
  expect((await keysWithSecrets()).toSorted()).toEqual([recent, live].toSorted());
  expect(await tenantsWithOldOAuth(365, 10_000)).not.toContain(person.tenant.id);
});

it('forgets what a key gave out that was revoked long ago, though it would have lived on', async () => {
  const [old, recent] = [await consented(30), await consented(30)];
  const revoked = (keyId: string, days: number) =>
    ownerIn(
      owner,
      person.tenant,
      (sql) => sql`
        update agent_keys set status = 'revoked', revoked_by = ${person.id},
          revoked_at = now() - make_interval(days => ${days}) where id = ${keyId}`,
    );
  await revoked(old, 400);
  await revoked(recent, 300);
  expect(await forgetOldOAuth(person.tenant.id, 10)).toEqual({ state: 'done', count: 2 });
  expect(await keysWithSecrets()).toEqual([recent]);
});

/** A request that ran out so many days ago. */
const insert = (days: number) =>
  ownerIn(
    owner,
    { id: nilTenant },
    (sql) => sql`
        insert into oauth_requests (tenant_id, id, expires_at)
        values (${nilTenant}, ${newId('oar')}, now() - make_interval(days => ${days}))`,
  );

it('forgets requests that ran out then', async () => {
  await forgetOldOAuth(nilTenant, 10_000);
  await Promise.all([insert(400), insert(300)]);
  expect(await tenantsWithOldOAuth(365, 10_000)).toContain(nilTenant);
  expect(await forgetOldOAuth(nilTenant, 10_000)).toEqual({ state: 'done', count: 1 });
});
