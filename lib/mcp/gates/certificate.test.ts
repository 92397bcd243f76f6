import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestKey, type TestPerson } from '@/db/testing/fixtures';
import { provedByServer } from '@/lib/door/testing/proved-by-server';
import { openDoor } from '../testing/door-server';
import { callBody, post } from '../testing/raw-call';

const [own, other] = ['ab'.repeat(32), 'cd'.repeat(32)];
let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let bound: TestKey;
let free: TestKey;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
  bound = await makeKey(owner, undefined, { grant: { certificate: own } });
  free = await makeKey(owner);
});
afterAll(() => door.close());

async function outcome(
  { token }: TestKey,
  headers: Record<string, string> = {},
  tool = 'health_get',
): Promise<string> {
  const answer = await post(door.url, token, callBody(tool), headers);
  return `${answer.status} ${/"code":"([A-Z_]+)"/.exec(await answer.text())?.[1] ?? 'ok'}`;
}

it('a key bound to a certificate opens nothing without it, and the log says what was presented', async () => {
  expect(await outcome(bound)).toBe('401 CLIENT_CERT_REQUIRED');
  expect(await outcome(bound, { 'x-countersign-peer': 'guessed' }, 'draft_list')).toBe(
    '401 CLIENT_CERT_REQUIRED',
  );
  expect(await outcome(bound, provedByServer(other), 'endpoint_list')).toBe('403 CLIENT_CERT_MISMATCH');
  expect(await outcome(bound, provedByServer(own))).toBe('200 ok');
  const rows = await withTenantRead(owner.tenant.system, async ({ sql }) => [
    ...(await sql`select decision, decision_rule_id, error_code, tool, client_cert_sha256 from tool_calls
      where agent_key_id = ${bound.agent.keyId} order by id`),
  ]);
  const denied = { decision: 'deny', decision_rule_id: 'key:certificate' };
  const none = { ...denied, error_code: 'CLIENT_CERT_REQUIRED', client_cert_sha256: null };
  expect(rows).toEqual([
    { ...none, tool: 'health_get' },
    { ...none, tool: 'draft_list' },
    { ...denied, tool: 'endpoint_list', error_code: 'CLIENT_CERT_MISMATCH', client_cert_sha256: other },
    expect.objectContaining({ decision: 'allow', client_cert_sha256: own }),
  ]);
});

it('a key that is bound to none needs none, where the operator requires none', async () => {
  expect(await outcome(free)).toBe('200 ok');
  expect(await outcome(free, provedByServer(other))).toBe('200 ok');
});
