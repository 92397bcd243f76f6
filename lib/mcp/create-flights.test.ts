import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { openSlowLine, type SlowLine } from '@/db/testing/slow-line';
import type { Match } from '@/lib/domain/policy/rule';
import { flushTransport } from '@/lib/use-cases/calls/transport-log';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { openDoor } from './testing/door-server';
import { callBody, post } from './testing/raw-call';

let line: SlowLine;
let door: Awaited<ReturnType<typeof openDoor>>;
let key: TestKey;
let owner: TestPerson;

beforeAll(async () => {
  line = await openSlowLine(inject('appUrl'));
  process.env['DATABASE_URL'] = line.url;
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
  key = await makeKey(owner, undefined, { maxPending: 2 });
  const other = await makeKey(owner);
  for (let asked = 0; asked < 4; asked += 1) await learn(`known-${asked}`, other);
});
afterAll(() => {
  line.close();
  return door.close();
});

/**
 * A connection learns each statement the first time that it sends it. What is written after an answer is awaited each
 * time: beside the next request it would take a connection of its own, and leave that one for whoever comes then.
 */
async function learn(name: string, by = key): Promise<void> {
  for (let asked = 0; asked < 2; asked += 1) {
    await flushTransport();
    await create(name, by);
  }
  await flushTransport();
}

async function create(name: string, by = key): Promise<string> {
  const answer = await post(door.url, by.token, callBody('draft_create_endpoint', proposalOf({ name })));
  return answer.text();
}

it.each([
  ['proposes', 'fresh', '"status":"pending"', 5],
  ['reaches its limit', 'last', '"status":"pending"', 5],
  // The end of what only read leaves with the record of the call.
  ['repeats what waits', 'fresh', '"duplicate":true', 4],
  // The database refuses it where it would be stored, and the transaction is rolled back.
  ['is beyond its limit', 'beyond', 'DRAFT_LIMIT_REACHED', 6],
])(
  'a create that %s speaks to the database for its key, its limits, its context, its change and its call',
  async (_, name, says, expected) => {
    let answer = '';
    // What earlier requests were is written after their answer.
    await flushTransport();
    const flights = await line.flightsOf(async () => {
      answer = await create(name);
    });
    expect(answer).toContain(says);
    expect(flights).toBe(expected);
  },
);

it.each<[string, Match, number]>([
  ['nothing that is live', { runs: ['another'] }, 4],
  ['what is live', { environment: ['staging'] }, 6],
])(
  'a create under a rule that looks at %s reads what is live only where it decides',
  async (_, match, expected) => {
    const operator = await makeSession(await makePerson(owner.tenant, 'operator'));
    const input = { priority: 10, effect: 'deny', match, reason: 'not there' };
    const added = await addRule(operator, { input, idempotencyKey: null });
    expect(added.ok).toBe(true);
    for (let asked = 0; asked < 2; asked += 1) await learn('fresh');
    let answer = '';
    const flights = await line.flightsOf(async () => {
      answer = await create('fresh');
    });
    expect(answer).toContain('"duplicate":true');
    expect(flights).toBe(expected);
  },
);
