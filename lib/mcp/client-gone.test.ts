import { expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { recordUnhandled } from './record-unhandled';
import { callerOf } from './testing/caller-of';

it('a call whose client went before anything was run for it has its row', async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  const { agent } = await makeKey(person);
  const params = { name: 'draft_show', arguments: { draft_id: 'drf_x' } };
  const caller = callerOf(agent, { correlationId: 'req_gone', params, signal: AbortSignal.abort() });
  await recordUnhandled(new Response(null, { status: 499 }), caller);
  const rows = await withTenantRead(
    person.tenant.system,
    ({ sql }) => sql`select tool, outcome, error_code, http_status from tool_calls`,
  );
  expect([...rows]).toEqual([
    { tool: 'draft_show', outcome: 'error', error_code: 'REQUEST_ABORTED', http_status: 499 },
  ]);
});
