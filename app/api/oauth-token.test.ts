import postgres from 'postgres';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { withTenant } from '@/db/tenant';
import { makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Human } from '@/lib/domain/actor';
import { ask, sessionCookie } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { openReceiver } from '@/lib/notify/testing/receiver';
import { pkcePair } from '@/lib/oauth/testing/test-client';
import { resumeKey, suspendKey } from '@/lib/use-cases/keys/suspend-key';
import { keyStates, keysOf } from '@/lib/use-cases/testing/keys-of';
import { accepted } from '@/lib/use-cases/testing/result';
import { type Asked, callWith, pair, post, tokensOf } from './testing/oauth-asks';
import { servedClient } from './testing/served-client';

vi.hoisted(() => {
  process.env['PUBLIC_URL'] = 'https://console.test';
  process.env['OAUTH_HOST'] = 'oauth.test';
  process.env['OAUTH_CLIENTS_ON_LOOPBACK'] = 'yes';
});

const owner = postgres(inject('ownerUrl'), { max: 1 });
const asks = servedClient(await openReceiver());
let person: TestPerson;
let human: Human;

beforeEach(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  human = await makeSession(person);
});
afterAll(() => owner.end());

const inTenant = (run: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  ownerIn(owner, person.tenant, run);

const keyOf = async () => {
  const { admin, keys } = await keysOf(person);
  return { admin, id: keys[0]?.id ?? '' };
};

const refusedWith = (error: string) => ({ status: 400, body: { error } });

describe('the token endpoint', () => {
  it.each<[string, Asked, string]>([
    ['another verifier', { code_verifier: pkcePair().verifier }, 'invalid_grant'],
    ['the challenge as verifier', { code_verifier: pair.challenge }, 'invalid_grant'],
    ['another redirect URI', { redirect_uri: 'https://editor.example.com/other' }, 'invalid_grant'],
    ['another client', { client_id: 'https://other.example.com/client.json' }, 'invalid_grant'],
    ['another resource', { resource: 'https://console.test/api/mcp' }, 'invalid_target'],
    ['another grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['no verifier', { code_verifier: '' }, 'invalid_request'],
  ])('refuses %s', async (_what, over, error) => {
    expect(await asks.exchange(await asks.code(human), over)).toMatchObject(refusedWith(error));
  });

  it('refuses a code after 60 seconds', async () => {
    const code = await asks.code(human);
    await inTenant(
      (sql) => sql`
        update oauth_secrets set created_at = created_at - interval '61 seconds',
          expires_at = expires_at - interval '61 seconds' where kind = 'code'`,
    );
    expect(await asks.exchange(code)).toMatchObject(refusedWith('invalid_grant'));
  });

  it('ends the consent when a code comes a second time', async () => {
    const code = await asks.code(human);
    const { access } = tokensOf((await asks.exchange(code)).body);
    expect(await callWith(access)).toBe('ok');
    expect(await asks.exchange(code)).toMatchObject(refusedWith('invalid_grant'));
    expect(await callWith(access)).toBe('KEY_REVOKED');
    expect(await keyStates(person)).toEqual(['revoked']);
  });

  it('ends the consent when a refresh token comes a second time', async () => {
    const first = await asks.tokens(human);
    const second = tokensOf((await asks.refresh(first.held)).body);
    expect(await callWith(second.access)).toBe('ok');
    expect(await asks.refresh(first.held)).toMatchObject(refusedWith('invalid_grant'));
    expect(await callWith(second.access)).toBe('KEY_REVOKED');
    expect(await asks.refresh(second.held)).toMatchObject(refusedWith('invalid_grant'));
  });

  it('lets nobody make a used secret an unused one again', async () => {
    const { held } = await asks.tokens(human);
    await asks.refresh(held);
    const undone = withTenant(
      person.tenant.system,
      ({ sql }) => sql`update oauth_secrets set used_at = null where used_at is not null`,
    );
    await expect(undone).rejects.toThrow(/was used/);
  });

  it('gives one of many that ask at once its tokens, and ends the consent', async () => {
    const code = await asks.code(human);
    const answers = await Promise.all(Array.from({ length: 6 }, () => asks.exchange(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await keyStates(person)).toEqual(['revoked']);
  });

  it('refuses a wider scope, another client and another resource at refresh', async () => {
    const wider = await asks.refresh((await asks.tokens(human)).held, { scope: 'mcp:draft:create:endpoint' });
    expect(wider).toMatchObject(refusedWith('invalid_scope'));
    const other = await asks.refresh((await asks.tokens(human)).held, {
      client_id: 'https://other.example.com/c',
    });
    expect(other).toMatchObject(refusedWith('invalid_grant'));
    const elsewhere = await asks.refresh((await asks.tokens(human)).held, {
      resource: 'https://console.test',
    });
    expect(elsewhere).toMatchObject(refusedWith('invalid_target'));
  });

  it('leaves a refresh token unused that was refused: for its scope, or while the key was suspended', async () => {
    const { held } = await asks.tokens(human);
    const wider = await asks.refresh(held, { scope: 'mcp:draft:create:endpoint' });
    expect(wider).toMatchObject(refusedWith('invalid_scope'));
    const { admin, id } = await keyOf();
    accepted(await suspendKey(admin, id, { reason: 'a look at it' }, null));
    expect(await asks.refresh(held)).toMatchObject(refusedWith('invalid_grant'));
    accepted(await resumeKey(admin, id, { reason: 'all well' }, null));
    const { access } = tokensOf((await asks.refresh(held)).body);
    expect(await callWith(access)).toBe('ok');
    expect(await asks.refresh(held)).toMatchObject(refusedWith('invalid_grant'));
    expect(await callWith(access)).toBe('KEY_REVOKED');
  });

  it('has no successor made of the key: that would be a token for any resource', async () => {
    await asks.tokens(human);
    const { admin, id } = await keyOf();
    const answer = await ask(judged, {
      path: `/api/v1/keys/${id}/rotate`,
      as: admin,
      body: { grace_hours: 0 },
      headers: { cookie: `__Secure-${await sessionCookie(admin)}` },
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'KEY_NOT_ACTIVE', hint: expect.stringContaining('consent again') },
    });
    expect(await keyStates(person)).toEqual(['active']);
  });

  it('takes no access token and no key’s token for a refresh token, and no refresh token for a key', async () => {
    const { access, held } = await asks.tokens(human);
    expect(await asks.refresh(access)).toMatchObject(refusedWith('invalid_grant'));
    expect(await callWith(held)).toBe('INVALID_API_KEY');
  });

  it.each<[string, (sql: postgres.TransactionSql) => Promise<unknown>, string]>([
    ['disabled', (sql) => sql`update users set disabled_at = now()`, 'KEY_REVOKED'],
  ])('gives nothing to the agent of a person who was %s', async (_what, change, code) => {
    const { access, held } = await asks.tokens(human);
    await inTenant(change);
    expect(await callWith(access)).toBe(code);
    expect(await asks.refresh(held)).toMatchObject(refusedWith('invalid_grant'));
  });

  it('carries at the next call what a demoted person still carries', async () => {
    const code = await asks.code(human, { scopes: ['mcp:read:drafts', 'mcp:draft:create:endpoint'] });
    const { held } = tokensOf((await asks.exchange(code)).body);
    await inTenant((sql) => sql`update users set role = 'viewer' where id = ${person.id}`);
    expect((await asks.refresh(held)).body).toMatchObject({ scope: 'mcp:read:drafts' });
  });

  it('refuses an access token after an hour, while its key lives', async () => {
    const { access } = await asks.tokens(human);
    await inTenant(
      (sql) => sql`
        update oauth_secrets set created_at = created_at - interval '1 hour', expires_at = expires_at - interval '1 hour'
        where kind = 'access'`,
    );
    expect(await callWith(access)).toBe('KEY_EXPIRED');
  });

  it('reads a form alone, each parameter once, from a client without a secret', async () => {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: 'x',
      client_id: asks.clientId,
    });
    form.append('client_id', 'https://other.example.com/c');
    expect(await post('/oauth/token', form)).toMatchObject(refusedWith('invalid_request'));
    const withSecret = await post('/oauth/token', { grant_type: 'x' }, { authorization: 'Basic YTpi' });
    expect(withSecret).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const inAddress = await post('/oauth/token?code=x', { grant_type: 'x' });
    expect(inAddress).toMatchObject(refusedWith('invalid_request'));
  });

  it('lets another client’s revocation change nothing', async () => {
    const { access, held } = await asks.tokens(human);
    const other = await post('/oauth/revoke', { token: held, client_id: 'https://other.example.com/c' });
    expect(other.status).toBe(200);
    expect(await callWith(access)).toBe('ok');
    expect((await post('/oauth/revoke', { token: access, client_id: asks.clientId })).status).toBe(200);
    expect(await callWith(access)).toBe('KEY_REVOKED');
  });

  it('keeps no code and no token', async () => {
    const { access, held } = await asks.tokens(human);
    const rows = await inTenant((sql) => sql`select * from oauth_secrets`);
    for (const token of [access, held]) expect(JSON.stringify(rows)).not.toContain(token.slice(13));
  });
});
