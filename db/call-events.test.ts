import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { callBody, post } from '@/lib/mcp/testing/raw-call';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { apply } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

it('says of each call what happened, out of its row', async () => {
  const lone = await makePerson(await makeTenant(), 'reviewer');
  const { token } = await makeKey(lone);
  const body = callBody('draft_create_endpoint', proposalOf({ name: 'eventful' }));
  await (await post(door.url, token, body)).text();
  await (await post(door.url, token, callBody('draft_apply'))).text();
  await (await post(door.url, token, callBody('draft_list', { limit: 'many' }))).text();
  const [draft] = accepted(await listDrafts(await makeSession(lone), {})).items;
  if (draft === undefined) throw new Error('no draft');
  accepted(await apply(await makeSession(lone), draft));
  const events = await withTenantRead(
    lone.tenant.system,
    ({ sql }) =>
      sql<{ type: string; tool: string; n: number }[]>`
      select type, tool, count(*)::int as n from call_events where call_id is not null group by 1, 2 order by 2, 1`,
  );
  const created = ['approved', 'executed', 'requested'].map((what) => `tool_call_${what}`);
  expect(events.map(({ type, tool, n }) => [tool, type, n])).toEqual([
    ['draft_apply', 'result_classified', 1],
    ['draft_apply', 'tool_call_denied', 1],
    ['draft_apply', 'tool_call_requested', 1],
    ...['downstream_action_completed', 'result_classified', ...created].map((type) => [
      'draft_create_endpoint',
      type,
      1,
    ]),
    ...['result_classified', 'tool_call_approved', 'tool_call_failed', 'tool_call_requested'].map((type) => [
      'draft_list',
      type,
      1,
    ]),
  ]);
});
