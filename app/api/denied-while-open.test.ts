import type { Client } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import type { Match } from '@/lib/domain/policy/rule';
import { subscriptions } from '@/lib/mcp/listen';
import { call, connect } from '@/lib/mcp/testing/agent-client';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { changeKey } from '@/lib/use-cases/keys/change-key';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

let door: Awaited<ReturnType<typeof openDoor>>;
let operator: Human;
let key: TestKey;
let owner: TestPerson;
let draftId: string;
const clients: Client[] = [];

beforeAll(async () => {
  door = await openDoor();
});
beforeEach(async () => {
  const tenant = await makeTenant();
  operator = await makeSession(await makePerson(tenant, 'operator'));
  owner = await makePerson(tenant, 'reviewer');
  key = await makeKey(owner);
  draftId = (await propose(key.agent)).id;
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await vi.waitUntil(() => subscriptions.count === 0, { timeout: 2000 });
});
afterAll(() => door.close());

const within = { timeout: 2000, interval: 20 };
const aSecond = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 1000);
  });

const deny = async (match: Match) => {
  const input = { priority: 10, effect: 'deny', match, reason: 'nobody reads drafts this week' };
  return accepted(await addRule(operator, { input, idempotencyKey: null })).ruleId;
};

async function opened(token = key.token): Promise<Client> {
  const client = await connect(door.url, token);
  clients.push(client);
  return client;
}

/** How an open stream ended; empty while it is open. */
async function follow(token = key.token): Promise<string[]> {
  const stream = await (await opened(token)).listen({ resourceSubscriptions: [`draft://${draftId}`] });
  const ended: string[] = [];
  void stream.closed.then((how) => ended.push(how));
  return ended;
}

describe('a rule that is made while it lasts', () => {
  it.each<[string, () => Match]>([
    ['the tool', () => ({ tools: ['draft_show'] })],
    ['the key', () => ({ keys: [key.agent.keyId] })],
    ['the client', () => ({ client: ['test-client'] })],
    ['what is read', () => ({ data_class: ['internal_engineering_docs'] })],
  ])('ends a subscription within two seconds when it denies %s', async (_about, match) => {
    const ended = await follow();
    await deny(match());
    await vi.waitFor(() => expect(ended).toEqual(['graceful']), within);
  });

  it('ends that of the key that it is about, and no other', async () => {
    const other = await makeKey(owner);
    const [ended, lasting] = await Promise.all([follow(), follow(other.token)]);
    await deny({ keys: [key.agent.keyId] });
    await vi.waitFor(() => expect(ended).toEqual(['graceful']), within);
    await aSecond();
    expect(lasting).toEqual([]);
  });

  it('leaves a subscription open that it does not deny', async () => {
    const ended = await follow();
    await deny({ tools: ['draft_list'] });
    await deny({ tools: ['draft_create_endpoint'], environment: ['prod'] });
    await aSecond();
    expect(ended).toEqual([]);
  });

  it('ends a wait, which is told the rule', async () => {
    const client = await opened();
    const waiting = call(client, 'draft_show', { draft_id: draftId, wait_seconds: 20 });
    await aSecond();
    const from = performance.now();
    const ruleId = await deny({ tools: ['draft_show'] });
    expect(await waiting).toMatchObject({
      code: 'POLICY_DENIED',
      content: { error: { message: expect.stringContaining(ruleId) } },
    });
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

describe('a grant that is changed while it lasts', () => {
  it.each([
    ['its addresses', { ip_allowlist: ['198.51.100.0/24'] }, 'ADDRESS_NOT_ALLOWED'],
    ['its certificate', { client_cert_sha256: 'ab'.repeat(32) }, 'CLIENT_CERT_REQUIRED'],
    ['its reason', { require_reason: true }, 'REASON_REQUIRED'],
  ])('ends a wait that %s no longer let in', async (_, change, code) => {
    const client = await opened();
    const waiting = call(client, 'draft_show', { draft_id: draftId, wait_seconds: 20 });
    await aSecond();
    const from = performance.now();
    accepted(await changeKey(operator, key.agent.keyId, { revision: 1, ...change }, null));
    expect((await waiting).code).toBe(code);
    expect(performance.now() - from).toBeLessThan(2000);
  });
});
