import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '@/db/new-id';
import { appendCalls } from '@/db/queries/call-append';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { config } from '@/lib/config';
import type { Human, Role } from '@/lib/domain/actor';
import { entryHashOf, firstPrevHash } from '@/lib/domain/calls/chain';
import { ocsfApiActivity } from '@/lib/domain/calls/export/testing/ocsf-fields';
import { sessionCookie } from '@/lib/http/testing/ask';
import { dispatch } from '@/lib/http/testing/dispatch';

const people = new Map<Role, Human>();
let stranger: Human;
let token: string;

beforeAll(async () => {
  const tenant = await makeTenant();
  for (const role of ['viewer', 'reviewer', 'operator', 'admin'] as const) {
    const person = await makePerson(tenant, role);
    people.set(role, await makeSession(person));
    if (role === 'admin') token = (await makeKey(person)).token;
  }
  stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
  // More than two pages.
  const calls = Array.from({ length: 1100 }, (_, at) => ({
    id: newId('call'),
    correlation_id: `req_${at}`,
    agent_key_id: 'key_1',
    agent_identity: 'bot',
    human_owner_id: 'usr_1',
    server_version: '1.0.0',
    method: 'tools/call',
    tool: at === 5 ? 'evil|name' : 'draft_list',
    args_redacted: { note: '=|\\\n' },
    decision: 'allow' as const,
    outcome: 'ok' as const,
    http_status: 200,
    started_at: new Date(Date.UTC(2026, 10, 20, 0, 0, at)),
    finished_at: new Date(Date.UTC(2026, 10, 20, 0, 0, at)),
    duration_ms: 0,
  }));
  for (let from = 0; from < calls.length; from += 200)
    await appendCalls(tenant.id, calls.slice(from, from + 200));
});

async function exported(query: string, headers: Record<string, string>): Promise<Response> {
  const url = new URL(`/api/v1/calls/export${query}`, config().publicUrl);
  return dispatch(new Request(url, { headers: { host: url.host, ...headers } }));
}
const as = async (human: Human | undefined, query = '') =>
  exported(query, { cookie: await sessionCookie(human ?? expect.fail('nobody')) });
const linesOf = async (answer: Response) => (await answer.text()).trimEnd().split('\n');

const hashed = z.looseObject({ prev_hash: z.string(), entry_hash: z.string() });

it('streams every call as lines that verify offline', async () => {
  const answer = await as(people.get('operator'));
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
  const lines = await linesOf(answer);
  expect(lines).toHaveLength(1100);
  let last = firstPrevHash;
  for (const line of lines) {
    const { prev_hash, entry_hash, ...entry } = hashed.parse(JSON.parse(line));
    expect(prev_hash).toBe(last);
    expect(entryHashOf(prev_hash, entry)).toBe(entry_hash);
    last = entry_hash;
  }
});

it('takes a span of time, and another format', async () => {
  const span = 'since=2026-11-20T00:00:04Z&until=2026-11-20T00:00:07Z';
  const ocsf = await linesOf(await as(people.get('admin'), `?format=ocsf&${span}`));
  const read = ocsf.map((line) => ocsfApiActivity.parse(JSON.parse(line)));
  expect(read.map(({ metadata }) => metadata.sequence)).toEqual([5, 6, 7]);
  const answer = await as(people.get('admin'), `?format=cef&${span}`);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const cef = await linesOf(answer);
  expect(cef).toHaveLength(3);
  expect(cef[1]).toContain('|evil\\|name|');
  const nothing = await as(people.get('admin'), '?since=2100-01-01T00:00:00Z');
  expect([nothing.status, await nothing.text()]).toEqual([200, '']);
});

it.each(['viewer', 'reviewer'] as const)('refuses a %s', async (role) => {
  const answer = await as(people.get(role));
  expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'ROLE_REQUIRED' }]);
});

it('refuses an agent, shows another tenant nothing, and takes no format or time that it does not know', async () => {
  const agent = await exported('', { authorization: `Bearer ${token}` });
  expect(await agent.json()).toMatchObject({ code: 'HUMAN_IDENTITY_REQUIRED' });
  const other = await as(stranger);
  expect([other.status, await other.text()]).toEqual([200, '']);
  for (const query of ['?format=xml', '?since=yesterday', '?limit=1']) {
    expect((await as(people.get('admin'), query)).status).toBe(422);
  }
});
