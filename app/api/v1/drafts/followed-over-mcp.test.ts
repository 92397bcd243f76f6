import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Client } from '@modelcontextprotocol/client';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Human } from '@/lib/domain/actor';
import { subscriptions } from '@/lib/mcp/listen';
import { subscriptionLimits } from '@/lib/mcp/subscriptions';
import { call, connect, eras } from '@/lib/mcp/testing/agent-client';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { post } from '@/lib/mcp/testing/raw-call';
import { discardDraft } from '@/lib/use-cases/drafts/discard-draft';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

const asOwner = postgres(inject('ownerUrl'), { max: 1 });
let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let reviewer: Human;
let key: TestKey;
const clients: Client[] = [];

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(owner);
  key = await makeKey(owner);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await vi.waitUntil(() => subscriptions.count === 0, { timeout: 2000 });
});
afterAll(async () => {
  await door.close();
  await asOwner.end();
});

/** Whatever nothing holds is gone after it. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
};

const uriOf = ({ id }: { id: string }) => `draft://${id}`;
const aSecond = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 1000);
  });
const within = { timeout: 2000, interval: 20 };

/** A client that follows drafts: what it is told, and how its stream ended. */
async function follow(token: string, uris: readonly string[]) {
  const client = await connect(door.url, token);
  clients.push(client);
  const heard: unknown[] = [];
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
    const { _meta: _, ...said } = params;
    heard.push(said);
  });
  const stream = await client.listen({ resourceSubscriptions: [...uris] });
  const ended: string[] = [];
  void stream.closed.then((how) => ended.push(how));
  return { client, stream, heard, ended };
}

const setKey = (keyId: string, columns: Record<string, unknown>) =>
  ownerIn(asOwner, owner.tenant, (sql) => sql`update agent_keys set ${sql(columns)} where id = ${keyId}`);

const callsOf = (keyId: string) =>
  withTenantRead(
    owner.tenant.system,
    ({ sql }) => sql<
      { decision: string; outcome: string; error_code: string | null; args_redacted: unknown }[]
    >`
      select decision, outcome, error_code, args_redacted from tool_calls
      where agent_key_id = ${keyId} and method = 'subscriptions/listen' order by started_at`,
  );

const refusedWith = async (token: string, uris: readonly string[]) =>
  follow(token, uris).then(
    () => 'opened',
    (fault: unknown) => JSON.stringify(fault, ['code', 'message', 'data', 'error', 'status', 'text']),
  );

describe('a subscription to a draft', () => {
  it('is told within two seconds that it was applied, nothing of it, and then ends', async () => {
    const draft = await propose(key.agent, { name: 'followed' });
    const { stream, heard, ended } = await follow(key.token, [uriOf(draft)]);
    expect(stream.honoredFilter).toEqual({ resourceSubscriptions: [uriOf(draft)] });
    await aSecond();
    expect([heard, ended]).toEqual([[], []]);
    accepted(await apply(reviewer, draft));
    await vi.waitFor(() => expect(ended).toEqual(['graceful']), within);
    expect(heard).toEqual([{ uri: uriOf(draft) }]);
  });

  it('is told that the base moved, and goes on until the draft is decided', async () => {
    const other = await propose(key.agent, { name: 'contended' });
    const draft = await propose(key.agent, { name: 'contended', timeout_seconds: 9 });
    const waits = await propose(key.agent, { name: 'waits' });
    const { heard, ended } = await follow(key.token, [uriOf(draft), uriOf(waits)]);
    accepted(await apply(reviewer, other));
    await vi.waitFor(() => expect(heard).toEqual([{ uri: uriOf(draft) }]), within);
    const said = { reason: 'superseded', message: '', idempotencyKey: null } as const;
    accepted(await discardDraft(reviewer, { draftId: draft.id, ...said }));
    await vi.waitFor(() => expect(heard).toHaveLength(2), within);
    expect(ended).toEqual([]);
    accepted(await discardDraft(reviewer, { draftId: waits.id, ...said }));
    await vi.waitFor(() => expect(ended).toEqual(['graceful']), within);
    expect(heard.at(-1)).toEqual({ uri: uriOf(waits) });
  });

  it('of a decided draft has one update and ends, whoever else listens', async () => {
    const draft = await propose(key.agent, { name: 'decided-before' });
    accepted(await apply(reviewer, draft));
    await follow(key.token, [uriOf(await propose(key.agent, { name: 'steady' }))]);
    await aSecond();
    const { heard, ended } = await follow(key.token, [uriOf(draft)]);
    await vi.waitFor(() => expect(ended).toEqual(['graceful']), within);
    expect(heard).toEqual([{ uri: uriOf(draft) }]);
  });

  it('is recorded', async () => {
    const one = await makeKey(owner);
    const draft = await propose(one.agent, { name: 'recorded' });
    await follow(one.token, [uriOf(draft)]);
    expect(await callsOf(one.agent.keyId)).toEqual([
      {
        decision: 'allow',
        outcome: 'ok',
        error_code: null,
        args_redacted: { resourceSubscriptions: [uriOf(draft)] },
      },
    ]);
  });
});

describe('whose drafts', () => {
  it('are another tenant’s reads like none at all, and is a denied call; nothing is subscribed', async () => {
    const stranger = await makePerson(await makeTenant(), 'reviewer');
    const theirs = await propose((await makeKey(stranger)).agent, { name: 'theirs' });
    const mine = await propose(key.agent, { name: 'mine' });
    const asker = await makeKey(owner);
    const never = theirs.id.replace(/.{6}$/, '000000');
    const answers = await Promise.all(
      [uriOf(theirs), `draft://${never}`, 'draft://nothing', 'endpoint://orders', `${uriOf(theirs)}/`].map(
        (uri) => refusedWith(asker.token, [uriOf(mine), uri]),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('There is no such draft.');
    expect(subscriptions.count).toBe(0);
    const calls = await callsOf(asker.agent.keyId);
    expect(calls).toHaveLength(5);
    for (const row of calls) {
      expect(row).toMatchObject({ decision: 'deny', outcome: 'denied', error_code: 'DRAFT_NOT_FOUND' });
    }
  });

  it('needs the scope that reads drafts', async () => {
    const draft = await propose(key.agent, { name: 'unreadable' });
    const narrow = await makeKey(owner, ['mcp:read:health']);
    expect(await refusedWith(narrow.token, [uriOf(draft)])).toContain('mcp:read:drafts');
    expect(await callsOf(narrow.agent.keyId)).toMatchObject([
      { decision: 'deny', error_code: 'INSUFFICIENT_SCOPE' },
    ]);
  });
});

describe('an open subscription', () => {
  it.each<[string, Record<string, unknown>]>([
    ['is revoked', { status: 'revoked', revoked_at: new Date() }],
    ['is suspended', { status: 'suspended' }],
    ['expires', { expires_at: new Date(Date.now() - 1000) }],
    ['may no longer read drafts', { scopes: ['mcp:read:health'] }],
    ['was granted something else', { revision: 2 }],
  ])('ends within two seconds when its key %s, and is told nothing more', async (how, columns) => {
    const one = await makeKey(owner);
    const draft = await propose(key.agent, { name: `ends-${how.replaceAll(' ', '-')}` });
    const { heard, ended } = await follow(one.token, [uriOf(draft)]);
    await setKey(one.agent.keyId, columns);
    accepted(await apply(reviewer, draft));
    await vi.waitFor(() => expect(ended).toEqual(['graceful']), within);
    expect(heard).toEqual([]);
  });

  it('ends when the person who owns its key is disabled', async () => {
    const leaver = await makePerson(owner.tenant, 'reviewer');
    const one = await makeKey(leaver);
    const draft = await propose(one.agent, { name: 'ends-with-owner' });
    const { ended } = await follow(one.token, [uriOf(draft)]);
    await ownerIn(
      asOwner,
      owner.tenant,
      (sql) => sql`update users set disabled_at = now() where id = ${leaver.id}`,
    );
    await vi.waitFor(() => expect(ended).toEqual(['graceful']), within);
  });

  it('is counted no more when its client goes, however long ago it came: three, then none', async () => {
    const draft = await propose(key.agent, { name: 'left' });
    const three = await Promise.all([1, 2, 3].map(() => follow(key.token, [uriOf(draft)])));
    expect(subscriptions.count).toBe(3);
    await aSecond();
    collectGarbage();
    await aSecond();
    await Promise.all(three.map(({ client }) => client.close()));
    await vi.waitFor(() => expect(subscriptions.count).toBe(0), within);
  });

  it('is one of a few of its key, however many are asked for at once', async () => {
    const one = await makeKey(owner);
    const draft = await propose(one.agent, { name: 'flooded' });
    const flood = await Promise.all(
      Array.from({ length: 2 * subscriptionLimits.key }, () => refusedWith(one.token, [uriOf(draft)])),
    );
    expect(flood.filter((answer) => answer === 'opened')).toHaveLength(subscriptionLimits.key);
    expect(subscriptions.count).toBe(subscriptionLimits.key);
    expect(await refusedWith((await makeKey(owner)).token, [uriOf(draft)])).toBe('opened');
  });
});

describe.each(eras)('waiting in protocol era %s', (era) => {
  it('ends when another draft takes its place, and says which', async () => {
    const client = await connect(door.url, key.token, era);
    clients.push(client);
    const name = `overtaken-${era.slice(0, 4)}`;
    const draft = await propose(key.agent, { name });
    const waiting = call(client, 'draft_show', { draft_id: draft.id, wait_seconds: 20 });
    await aSecond();
    const newer = await propose(key.agent, { name, timeout_seconds: 9 });
    const started = Date.now();
    accepted(await apply(reviewer, newer));
    expect((await waiting).content).toMatchObject({
      draft: { status: 'pending' },
      outcome: { kind: 'superseded', next_action: { tool: 'draft_show', draft_id: newer.id } },
    });
    expect(Date.now() - started).toBeLessThan(2000);
  });
});

const rawListen = (params: unknown, method = 'subscriptions/listen') =>
  JSON.stringify({ jsonrpc: '2.0', id: 7, method, params });

describe('what is not offered', () => {
  it('is subscribing in the older protocol, and it says what to do instead', async () => {
    const draft = await propose(key.agent, { name: 'older' });
    const client = await connect(door.url, key.token, 'legacy');
    clients.push(client);
    expect(client.getServerCapabilities()?.resources).toEqual({ listChanged: false, subscribe: false });
    for (const method of ['resources/subscribe', 'resources/unsubscribe', 'subscriptions/listen']) {
      const response = await post(door.url, key.token, rawListen({ uri: uriOf(draft) }, method));
      expect([method, response.status]).toEqual([method, 404]);
      expect(await response.json()).toMatchObject({
        id: 7,
        error: {
          code: -32601,
          data: { code: 'OPERATION_NOT_SUPPORTED', hint: expect.stringContaining('wait_seconds') },
        },
      });
    }
  });

  it('is a 429 with the time to wait, when there are too many', async () => {
    const one = await makeKey(owner);
    const draft = await propose(one.agent, { name: 'too-many' });
    for (let open = 0; open < subscriptionLimits.key; open += 1) await follow(one.token, [uriOf(draft)]);
    const meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };
    const body = rawListen({ notifications: { resourceSubscriptions: [uriOf(draft)] }, _meta: meta });
    const response = await post(door.url, one.token, body);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await response.json()).toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('is more drafts than a stream follows', async () => {
    const draft = await propose(key.agent, { name: 'too-long' });
    const uris = Array.from({ length: 17 }, () => uriOf(draft));
    expect(await refusedWith(key.token, uris)).toContain('not valid');
  });

  it('is hearing that lists changed: such a stream ends at once', async () => {
    const client = await connect(door.url, key.token);
    clients.push(client);
    const stream = await client.listen({ toolsListChanged: true });
    expect([stream.honoredFilter, await stream.closed]).toEqual([{}, 'graceful']);
    expect(subscriptions.count).toBe(0);
  });
});
