import type { FetchLike } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { connect } from '@/lib/mcp/testing/agent-client';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { propose } from '@/lib/use-cases/testing/acts';
import { stopIt } from '@/lib/use-cases/testing/stops';

let door: Awaited<ReturnType<typeof openDoor>>;
let operator: Human;
let key: TestKey;
let other: TestKey;

beforeAll(async () => {
  door = await openDoor();
});
beforeEach(async () => {
  const person = await makePerson(await makeTenant(), 'operator');
  operator = await makeSession(person);
  [key, other] = [await makeKey(person), await makeKey(person)];
});
afterAll(() => door.close());

/** Says a run beside each request of the official client. */
const inRun =
  (run: string): FetchLike =>
  (url, init) => {
    if (typeof init?.body !== 'string') return fetch(url, init);
    const body = JSON.parse(init.body) as { params?: Record<string, unknown> };
    const meta = { ...Object(body.params?.['_meta']), 'countersign/run-id': run };
    return fetch(url, {
      ...init,
      body: JSON.stringify({ ...body, params: { ...body.params, _meta: meta } }),
    });
  };

/** A stream of a run of a key, and whether it has ended. */
async function follow({ token }: TestKey, uri: string, run: string) {
  const client = await connect(door.url, token, '2026-07-28', inRun(run));
  const { closed } = await client.listen({ resourceSubscriptions: [uri] });
  const ends: string[] = [];
  void closed.then((how) => ends.push(how));
  return { close: () => client.close(), ended: () => ends.length > 0 };
}

it.each([
  ['tenant', [true, true, true]],
  ['tool', [true, true, true]],
  ['key', [true, true, false]],
  ['run', [true, false, true]],
] as const)(
  'a stop of its %s ends what is open within two seconds, and nothing else',
  async (scope, ended) => {
    const { id } = await propose(key.agent);
    const uri = `draft://${id}`;
    const open = [
      await follow(key, uri, 'run-9'),
      await follow(key, uri, 'run-8'),
      await follow(other, uri, 'run-9'),
    ];
    const subject = { tenant: null, key: key.agent.keyId, tool: 'draft_show', run: 'run-9' }[scope];
    await stopIt(operator, scope, subject);
    await vi.waitFor(() => expect(open.map((one) => one.ended())).toEqual(ended), { timeout: 2000 });
    await Promise.all(open.map((one) => one.close()));
  },
);
