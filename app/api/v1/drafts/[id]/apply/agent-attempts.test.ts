import { expect, it } from 'vitest';
import { makeKey, makeTeam } from '@/db/testing/fixtures';
import { ask } from '@/lib/http/testing/ask';
import { listCalls } from '@/lib/use-cases/calls/list-calls';
import { eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { totalsOf } from '@/lib/use-cases/testing/call-rows';
import { accepted } from '@/lib/use-cases/testing/result';
import { POST } from './route';

const { person, reviewer } = await makeTeam();

it('every attempt with a known key has a row in the call log; the log of evidence has one leaf', async () => {
  const { token, agent } = await makeKey(person);
  const draft = await propose(agent, { name: 'attempted' });
  for (let n = 0; n < 3; n += 1) {
    const { status } = await ask(POST, {
      path: `/api/v1/drafts/${draft.id}/apply`,
      params: { id: draft.id },
      token,
      headers: { 'x-forwarded-for': '198.51.100.7', 'user-agent': 'curl/8' },
      body: {},
    });
    expect(status).toBe(403);
  }
  const { items } = accepted(await listCalls(agent, {}));
  expect(items).toHaveLength(3);
  expect(items[0]).toMatchObject({
    method: 'POST /api/v1/drafts/[id]/apply',
    decision: 'deny',
    outcome: 'denied',
    error_code: 'MCP_CANNOT_APPLY',
    http_status: 403,
    args: { id: draft.id },
  });
  expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
});

it('a key that was revoked has its row too, and leaves no evidence', async () => {
  const { token, agent } = await makeKey(person, undefined, { status: 'revoked' });
  const draft = await propose((await makeKey(person)).agent, { name: 'attempted-again' });
  const { status } = await ask(POST, {
    path: `/api/v1/drafts/${draft.id}/apply`,
    params: { id: draft.id },
    token,
    body: {},
  });
  expect(status).toBe(403);
  expect(accepted(await listCalls(agent, {})).items).toMatchObject([
    { error_code: 'MCP_CANNOT_APPLY', decision: 'deny', args: { id: draft.id } },
  ]);
  expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created']);
});

it('a key is found behind junk that looks like keys', async () => {
  const { token, agent } = await makeKey(person);
  const draft = await propose(agent, { name: 'attempted-behind-junk' });
  const unknown = ['a', 'b', 'c'].map((letter) => `mcp_${letter.repeat(8)}_${'x'.repeat(43)}`);
  const { status } = await ask(POST, {
    path: `/api/v1/drafts/${draft.id}/apply`,
    params: { id: draft.id },
    token,
    headers: { a: ['mcp_1', 'mcp_2', 'mcp_3', ...unknown].join(' ') },
    body: {},
  });
  expect(status).toBe(403);
  expect(accepted(await listCalls(agent, {})).items).toMatchObject([{ error_code: 'MCP_CANNOT_APPLY' }]);
  expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
});

it('attempts beyond the limits of a key are counted, and the log takes few of them', async () => {
  const { token, agent } = await makeKey(person, undefined, { grant: { ratePerMinute: 3, burst: 3 } });
  const draft = await propose((await makeKey(person)).agent, { name: 'attempted-often' });
  for (let n = 0; n < 20; n += 1) {
    const asked = { path: `/api/v1/drafts/${draft.id}/apply`, params: { id: draft.id }, token, body: {} };
    expect((await ask(POST, asked)).status).toBe(403);
  }
  expect(accepted(await listCalls(agent, {})).items).toHaveLength(4);
  const totals = await totalsOf(agent);
  expect(totals.reduce((sum, { total }) => sum + total, 0)).toBe(17);
});
