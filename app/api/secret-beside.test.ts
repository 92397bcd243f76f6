import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { callBody, post } from '@/lib/mcp/testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
});
beforeEach(async () => {
  key = await makeKey(await makePerson(await makeTenant(), 'reviewer'));
});
afterAll(() => door.close());

const secret = `ghp_${'a1B2'.repeat(9)}`;

const overMcp = (field: string) => async (said: string) =>
  (
    await post(
      door.url,
      key.token,
      callBody('draft_create_endpoint', proposalOf(), { [`countersign/${field}`]: said }),
    )
  ).text();
const overRest = (header: string) => async (said: string) => {
  const asked = { path: '/api/v1/drafts', token: key.token, body: { type: 'endpoint', ...proposalOf() } };
  return JSON.stringify((await ask(judged, { ...asked, headers: { [header]: said } })).body);
};

const kept = () =>
  withTenantRead(
    key.agent,
    ({ sql }) => sql`select from drafts where run_id is not null or task_ref is not null`,
  );

it.each([
  ['a run beside a call', overMcp('run-id')],
  ['a task beside a call', overMcp('task-ref')],
  ['a run in a header', overRest('countersign-run-id')],
  ['a task in a header', overRest('countersign-task-ref')],
])('a secret said as %s is refused, though the proposal holds none, and is not kept', async (_, propose) => {
  const refused = await propose(secret);
  expect(refused).toContain('SECRET_MATERIAL_DETECTED');
  expect(refused).not.toContain(secret);
  expect(await kept()).toEqual([]);
  expect(await propose('run-9')).not.toContain('SECRET_MATERIAL_DETECTED');
  expect(await kept()).toHaveLength(1);
});
