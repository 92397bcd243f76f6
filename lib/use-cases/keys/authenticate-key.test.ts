import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { authenticateKey } from './authenticate-key';

const owner = postgres(inject('ownerUrl'), { max: 1 });
let person: TestPerson;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'admin');
});
afterAll(() => owner.end());

const inTenant = (run: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${person.tenant.id}, true)`;
    return run(sql);
  });

describe('authenticateKey', () => {
  it('answers tenant, owner and scopes from the row', async () => {
    const { token, agent } = await makeKey(person, ['mcp:read:drafts']);
    expect(accepted(await authenticateKey(token))).toEqual(agent);
  });

  it.each([
    ['a key that expired', { hours: -1 }, 'KEY_EXPIRED'],
    ['a key that was revoked', { status: 'revoked' as const }, 'KEY_REVOKED'],
    ['a key that is suspended', { status: 'suspended' as const }, 'KEY_SUSPENDED'],
  ])('refuses %s', async (_name, options, code) => {
    expect(codeOf(await authenticateKey((await makeKey(person, undefined, options)).token))).toBe(code);
  });

  it('refuses a key whose secret half is another one, and anything that is no key, alike', async () => {
    const { token } = await makeKey(person);
    const other = (await makeKey(person)).token;
    const forged = token.slice(0, 13) + other.slice(13);
    const results = await Promise.all(
      [forged, 'mcp_', '', 'mcp_aaaaaaaa_', `${token}x`].map(authenticateKey),
    );
    expect(results.map(codeOf)).toEqual(Array.from({ length: 5 }, () => 'INVALID_API_KEY'));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  });

  it('keeps no token: what is stored does not contain its secret half', async () => {
    const { token } = await makeKey(person);
    await inTenant(async (sql) => {
      const rows = await sql`select * from agent_keys`;
      expect(JSON.stringify(rows)).not.toContain(token.slice(13));
    });
  });

  it('refuses a key whose owner was disabled', async () => {
    const leaver = await makePerson(person.tenant, 'reviewer');
    const { token } = await makeKey(leaver);
    await inTenant((sql) => sql`update users set disabled_at = now() where id = ${leaver.id}`);
    expect(codeOf(await authenticateKey(token))).toBe('KEY_REVOKED');
  });

  it('has a database that refuses scopes which write, administer or apply', async () => {
    const { agent } = await makeKey(person);
    for (const scope of ['mcp:write:endpoints', 'mcp:admin:keys', 'mcp:draft:apply', 'drafts:apply']) {
      const attempt = inTenant(
        (sql) => sql`update agent_keys set scopes = ${[scope]} where id = ${agent.keyId}`,
      );
      await expect(attempt).rejects.toMatchObject({ code: '23514' });
    }
  });
});
