import { beforeAll, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestKey, type TestPerson } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { provedByServer } from '@/lib/door/testing/proved-by-server';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';

const own = 'ab'.repeat(32);
let owner: TestPerson;
let bound: TestKey;

beforeAll(async () => {
  owner = await makePerson(await makeTenant(), 'reviewer');
  bound = await makeKey(owner, undefined, { grant: { certificate: own } });
});

const propose = (headers: Record<string, string> = {}) =>
  ask(judged, {
    path: '/api/v1/drafts',
    token: bound.token,
    headers,
    body: { type: 'endpoint', ...proposalOf({ name: 'bound' }) },
  });

const countDrafts = () =>
  withTenantRead(owner.tenant.system, async ({ sql }) => (await sql`select id from drafts`).length);

it('a bound key proposes over REST with its certificate alone', async () => {
  expect((await propose()).body).toMatchObject({ code: 'CLIENT_CERT_REQUIRED' });
  expect((await propose(provedByServer('cd'.repeat(32)))).body).toMatchObject({
    code: 'CLIENT_CERT_MISMATCH',
  });
  expect(await countDrafts()).toBe(0);
  expect((await propose(provedByServer(own))).status).toBe(201);
  expect(await countDrafts()).toBe(1);
});

it('its attempt to apply is refused by its prefix, and recorded with the certificate', async () => {
  const refused = await ask(judged, {
    path: '/api/v1/drafts/drf_01J00000000000000000000000/apply',
    token: bound.token,
    headers: provedByServer(own),
    body: {},
  });
  expect(refused.body).toMatchObject({ code: 'MCP_CANNOT_APPLY' });
  const rows = await withTenantRead(owner.tenant.system, async ({ sql }) => [
    ...(await sql`
      select error_code, client_cert_sha256 from tool_calls where agent_key_id = ${bound.agent.keyId} and error_code = 'MCP_CANNOT_APPLY'`),
  ]);
  expect(rows).toEqual([{ error_code: 'MCP_CANNOT_APPLY', client_cert_sha256: own }]);
});
