import { expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { recordUnhandled } from './record-unhandled';
import { callerOf } from './testing/caller-of';

const rowsOf = (person: TestPerson) =>
  withTenantRead(person.tenant.system, async ({ sql }) => [
    ...(await sql`select tool, outcome, error_code, http_status from tool_calls`),
  ]);

const params = { name: 'draft_show', arguments: { draft_id: 'drf_x' } };

it('a call whose client went before anything was run for it has its row', async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  const { agent } = await makeKey(person);
  const caller = callerOf(agent, { correlationId: 'req_gone', params, signal: AbortSignal.abort() });
  await recordUnhandled(new Response(null, { status: 499 }), caller);
  expect(await rowsOf(person)).toEqual([
    { tool: 'draft_show', outcome: 'error', error_code: 'REQUEST_ABORTED', http_status: 499 },
  ]);
});

/** A stream that says one thing and stays open. */
const stream = () =>
  new Response(
    new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(new TextEncoder().encode('data: {}\n\n')) }),
    { headers: { 'content-type': 'text/event-stream' } },
  );

it.each([
  ['no handler has begun: the row is there before its first byte', false, 1],
  ['a handler has begun: the row is left to it', true, 0],
])('a streamed answer, %s', async (_, isHandled, rows) => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  const { agent } = await makeKey(person);
  const caller = callerOf(agent, { correlationId: 'req_streamed', params });
  if (isHandled) caller.row = 'of-its-handler';
  const watched = await recordUnhandled(stream(), caller);
  const reader = watched.body?.getReader();
  await reader?.read();
  expect(await rowsOf(person)).toHaveLength(rows);
  await reader?.cancel();
  expect(await rowsOf(person)).toHaveLength(1);
});
