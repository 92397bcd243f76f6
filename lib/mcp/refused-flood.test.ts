import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { rowsOf, totalsOf } from '@/lib/use-cases/testing/call-rows';
import { openDoor } from './testing/door-server';
import { callBody, post } from './testing/raw-call';

const tables = postgres(inject('ownerUrl'), { max: 1 });
let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
});
afterAll(() => Promise.all([door.close(), tables.end()]));

const flood = async (token: string, nameOf: (nth: number) => string) => {
  const args = { spec: { description: 'x'.repeat(20_000) } };
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, nth) => post(door.url, token, callBody(nameOf(nth), args))),
  );
  return new Set(
    await Promise.all(
      answers.map(async (one) => `${one.status} ${/"code":"([A-Z_]+)"/.exec(await one.text())?.[1]}`),
    ),
  );
};

it('a flood with a revoked key is refused each time, counted each time and noted once, without arguments', async () => {
  const { token, agent } = await makeKey(owner, undefined, { status: 'revoked' });
  expect(await flood(token, () => 'draft_create_endpoint')).toEqual(new Set(['401 KEY_REVOKED']));
  expect(await rowsOf(agent)).toMatchObject([
    { rule: 'key:standing', code: 'KEY_REVOKED', tool: 'draft_create_endpoint', args: null },
  ]);
  expect(await totalsOf(agent)).toEqual([
    { rule: 'key:standing', operation: 'draft_create_endpoint', total: 60 },
  ]);
});

it('names that a client makes up are one operation', async () => {
  const { token, agent } = await makeKey(owner, undefined, { status: 'suspended' });
  await flood(token, (nth) => `made_up_${nth}`);
  expect(await rowsOf(agent)).toHaveLength(1);
  expect(await totalsOf(agent)).toEqual([{ rule: 'key:standing', operation: 'other', total: 60 }]);
});

it('a flood at a gate is noted once in ten seconds', async () => {
  const { token, agent } = await makeKey(owner, undefined, { grant: { certificate: 'ab'.repeat(32) } });
  const answers = await flood(token, () => 'draft_list');
  expect([...answers]).toEqual([expect.stringContaining('CLIENT_CERT_REQUIRED')]);
  expect(await rowsOf(agent)).toMatchObject([{ rule: 'key:certificate', tool: 'draft_list' }]);
  expect(await totalsOf(agent)).toEqual([{ rule: 'key:certificate', operation: 'draft_list', total: 60 }]);
  await ownerIn(
    tables,
    owner.tenant,
    (sql) => sql`update refused_requests set noted_at = noted_at - interval '11 seconds'`,
  );
  await flood(token, () => 'draft_list');
  expect(await rowsOf(agent)).toHaveLength(2);
});
