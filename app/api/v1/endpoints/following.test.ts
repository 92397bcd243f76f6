import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeTeam } from '@/db/testing/fixtures';
import { config } from '@/lib/config';
import { type EndpointChangeWire, endpointChangeSchema } from '@/lib/domain/wire/endpoint-change-wire';
import { followers } from '@/lib/http/operations/endpoint-changes';
import { ask } from '@/lib/http/testing/ask';
import { revokeService } from '@/lib/use-cases/services/revoke-service';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { makeService } from '@/lib/use-cases/testing/services';
import { GET } from './route';

type Page = { items: EndpointChangeWire[]; next: string; has_more: boolean };

const { person, reviewer, agent } = await makeTeam();
const { id: credential, token } = await makeService(person.tenant.system);
const applied = async (name: string) => accepted(await apply(reviewer, await propose(agent, { name })));

const follow = (since: string, wait = 0, held = token) =>
  ask(GET, { path: `/api/v1/endpoints?since=${since}&wait_seconds=${wait}`, token: held });
const pageOf = async (since: string, wait = 0) => (await follow(since, wait)).body as Page;
const head = async () => (await pageOf('0')).next;
const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms, 'waiting');
  });
const took = async <T>(what: Promise<T>): Promise<[T, number]> => {
  const from = performance.now();
  return [await what, performance.now() - from];
};

afterEach(() => {
  followers.closeAll();
  vi.restoreAllMocks();
});

describe('GET /api/v1/endpoints?since=', () => {
  it('says what was applied, with the evidence of it', async () => {
    const { evidence, resource } = await applied('said');
    const { items, has_more: hasMore } = await pageOf('0');
    expect(hasMore).toBe(false);
    expect(endpointChangeSchema.strict().parse(items[0])).toMatchObject({
      event: 'resource.applied',
      kind: 'endpoint',
      id: resource.id,
      name: 'said',
      version: 1,
      operation: 'create',
      applied_by: { id: reviewer.userId },
      evidence: { id: evidence.id, merkle_position: evidence.merklePosition },
    });
  });

  it('refuses a cursor that cannot be, and one that the log does not hold', async () => {
    expect(await follow('nonsense')).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    const elsewhere = await makeTeam();
    accepted(await apply(elsewhere.reviewer, await propose(elsewhere.agent, { name: 'theirs' })));
    const [tag, , hash] = JSON.parse(Buffer.from(await head(), 'base64url').toString()) as unknown[];
    const ahead = Buffer.from(JSON.stringify([tag, 9999, hash])).toString('base64url');
    expect(await follow(ahead, 30)).toMatchObject({
      status: 409,
      body: { code: 'CURSOR_NOT_IN_LOG', detail: expect.stringContaining('ahead of the log') },
    });
    const together = await ask(GET, { path: '/api/v1/endpoints?since=0&name=said', token });
    expect(together).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    const alone = await ask(GET, { path: '/api/v1/endpoints?wait_seconds=5', token });
    expect(alone).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });
});

describe('a waiting request', () => {
  it('answers within a second of an apply, and sleeps through whatever else happens', async () => {
    const since = await head();
    const waiting = pageOf(since, 30);
    expect(await Promise.race([waiting, pause(300)])).toBe('waiting');
    await propose(agent, { name: 'only-proposed' });
    expect(await Promise.race([waiting, pause(1200)])).toBe('waiting');
    await applied('awaited');
    const [page, ms] = await took(waiting);
    expect(page.items.map(({ name }) => name)).toEqual(['awaited']);
    expect(ms).toBeLessThan(1000);
  });

  it('misses nothing that is applied between its look and its wait', async () => {
    const since = await head();
    for (let n = 0; n < 5; n += 1) {
      const [page] = await Promise.all([pageOf(since, 30), applied(`between-${n}`)]);
      expect(page.items.length).toBeGreaterThan(0);
    }
  });

  it('ends when its time is over, with the cursor it came with', async () => {
    const since = await head();
    const [page, ms] = await took(pageOf(since, 1));
    expect(page).toEqual({ items: [], next: since, has_more: false });
    expect(ms).toBeGreaterThan(950);
    expect(ms).toBeLessThan(2500);
  });

  it('ends when the server stops, so that its client asks again', async () => {
    const since = await head();
    const waiting = follow(since, 30);
    await pause(200);
    followers.closeAll();
    expect(await took(waiting)).toEqual([
      expect.objectContaining({ status: 200, body: { items: [], next: since, has_more: false } }),
      expect.any(Number),
    ]);
  });

  it('ends when its credential is revoked, with what the next request gets', async () => {
    const { id, token: revoked } = await makeService(person.tenant.system);
    const waiting = follow(await head(), 30, revoked);
    await pause(200);
    accepted(await revokeService(person.tenant.system, id));
    const [answer, ms] = await took(waiting);
    expect(answer).toMatchObject({ status: 401, body: { code: 'KEY_REVOKED' } });
    expect(await follow('0', 0, revoked)).toMatchObject({ status: 401, body: { code: 'KEY_REVOKED' } });
    expect(ms).toBeLessThan(1500);
  });

  it('ends when its client goes', async () => {
    const gone = new AbortController();
    const url = new URL(`/api/v1/endpoints?since=${await head()}&wait_seconds=30`, config().publicUrl);
    const headers = { host: url.host, authorization: `Bearer ${token}` };
    const answer = GET(new Request(url, { headers, signal: gone.signal }), { params: Promise.resolve({}) });
    await pause(200);
    const who = { tenantId: person.tenant.id, principal: credential, login: credential };
    gone.abort();
    expect((await took(answer))[1]).toBeLessThan(500);
    expect(followers.limitReached(who)).toBeNull();
  });

  it('is one of four under a credential; the next is told when to come again, and others are not held up', async () => {
    const since = await head();
    const joined = vi.spyOn(followers, 'add');
    const waiting = Array.from({ length: 4 }, () => follow(since, 30));
    await expect.poll(() => joined.mock.calls.length, { timeout: 20_000 }).toBe(4);
    const fifth = await follow(since, 30);
    expect(fifth).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(fifth.headers.get('retry-after')).toBe('60');
    expect((await follow(since)).status).toBe(200);
    const { token: other } = await makeService(person.tenant.system);
    const colleague = follow(since, 30, other);
    expect(await Promise.race([colleague, pause(300)])).toBe('waiting');
    followers.closeAll();
    for (const { status } of await Promise.all([...waiting, colleague])) expect(status).toBe(200);
    expect((await follow(since, 1)).status).toBe(200);
  });
});
