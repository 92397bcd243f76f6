import { expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { accept } from '@/lib/domain/refusal';
import { Caller } from './caller';
import { readMessage } from './message';
import { recordUnhandled } from './record-unhandled';

it('a call whose client went before anything was run for it has its row', async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  const { agent } = await makeKey(person);
  const params = { name: 'draft_show', arguments: { draft_id: 'drf_x' } };
  const message = readMessage({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  if (message === null) throw new Error('no message');
  const caller = new Caller({
    agent,
    lookupId: 'abcdefgh',
    policy: [],
    correlationId: 'req_gone',
    message,
    startedAt: new Date(),
    ip: null,
    userAgent: null,
    certificate: null,
    protocolVersion: null,
    surfacePin: null,
    sessionId: null,
    signal: AbortSignal.abort(),
    stands: async () => accept(agent),
  });
  await recordUnhandled(new Response(null, { status: 499 }), caller);
  const rows = await withTenantRead(
    person.tenant.system,
    ({ sql }) => sql`select tool, outcome, error_code, http_status from tool_calls`,
  );
  expect([...rows]).toEqual([
    { tool: 'draft_show', outcome: 'error', error_code: 'REQUEST_ABORTED', http_status: 499 },
  ]);
});
