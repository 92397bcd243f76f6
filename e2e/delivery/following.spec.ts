import { type APIRequestContext, expect, request as requests, test } from '@playwright/test';
import { type Created, propose } from '@/e2e/agent';
import { Server } from '@/e2e/outage/server';
import { type FirstRun, firstRunPath, readFirstRun } from '@/host/first-run-file';
import { connect } from '@/lib/mcp/testing/agent-client';
import { Follower } from './follower';

let server: Server;
let run: FirstRun;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  server = await Server.start();
  const written = readFirstRun(firstRunPath(server.dataDir));
  if (written === null) throw new Error('the product wrote no first-run.json');
  run = written;
});
test.afterAll(() => server.stop());

/** A reviewer of the first run, signed in over HTTP, who applies what is proposed. */
async function signIn(nth: number) {
  const person = run.reviewers.filter(({ role }) => role === 'reviewer')[nth];
  const { origin } = new URL(server.url);
  const api: APIRequestContext = await requests.newContext({
    baseURL: server.url,
    extraHTTPHeaders: { origin },
  });
  const { csrfToken } = (await (await api.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const { email = '', password = '' } = person ?? {};
  await api.post('/api/auth/callback/credentials', { form: { csrfToken, email, password }, maxRedirects: 0 });
  const { user } = (await (await api.get('/api/auth/session')).json()) as { user: { id: string } };
  return async ({ draft: { id, proposed_spec_digest, lock_version } }: Created): Promise<void> => {
    const answer = await api.post(`/api/v1/drafts/${id}/apply`, {
      headers: { 'x-user-id': user.id },
      data: { proposed_spec_digest, lock_version },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  };
}

/** What `issue-service` shows: the id of the credential and its token. */
function issue(name: string): { id: string; token: string } {
  const said = server.admin('issue-service', '--tenant', run.tenant, '--name', name);
  const [id = ''] = /crd_\w{26}/.exec(said) ?? [];
  const [token = ''] = /svc_\w+/.exec(said) ?? [];
  return { id, token };
}

type More = { headers?: Record<string, string>; signal?: AbortSignal };

const ask = (token: string, query: string, { headers = {}, ...more }: More = {}) =>
  fetch(`${server.url}/api/v1/endpoints?${query}`, {
    ...more,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });

test('a platform follows through an orderly stop and a start, and ends with exactly what is live', async () => {
  test.setTimeout(180_000);
  const { token } = issue('control plane');
  const agent = await connect(run.mcp_url, run.agent_key);
  const reviewers = [await signIn(0), await signIn(1)];
  const change = async (names: readonly string[], rest: Record<string, unknown>) => {
    await Promise.all(
      names.map(async (name, n) => {
        const over = rest['operation'] === 'update' ? { name, timeout_seconds: 9 } : { name };
        await reviewers[n % 2]?.(await propose(agent, over, rest));
      }),
    );
  };
  const names = ['one', 'two', 'three', 'four', 'five', 'six'].map((word) => `followed-${word}`);
  await change(names.slice(0, 3), {});

  const follower = new Follower(server.url, token);
  await follower.copy();
  const following = follower.follow();
  await change(names.slice(3), {});
  await new Promise((settle) => setTimeout(settle, 1000));
  // A request waits now: it must not hold the stop.
  expect(await server.stopOrderly()).toBeLessThan(10_000);
  await server.startAgain();
  await change(names.slice(0, 4), { operation: 'update' });
  await change(names.slice(4), { operation: 'delete' });
  follower.stop();
  await following;
  await agent.close();

  expect(follower.outages).toBeGreaterThan(0);
  const live = new Follower(server.url, token);
  await live.copy();
  expect(live.state.size).toBe(4);
  expect(Object.fromEntries(follower.state)).toEqual(Object.fromEntries(live.state));
});

test('the ETag stands for the bytes as they were sent, and saves sending them again', async () => {
  const { token } = issue('polls');
  const first = await ask(token, 'limit=100');
  const tag = first.headers.get('etag') ?? '';
  expect(tag).toMatch(/^"[\w-]+"$/);
  expect((await first.text()).length).toBeGreaterThan(2000);
  expect(first.headers.get('content-encoding')).toBeNull();
  const again = await ask(token, 'limit=100', { headers: { 'if-none-match': tag } });
  expect(again.status).toBe(304);
});

test('who hangs up leaves their place, and who is revoked is told within two seconds', async () => {
  const { id, token } = issue('leaves');
  const { since } = (await (await ask(token, '')).json()) as { since: string };
  const waits = `since=${since}&wait_seconds=30`;
  const gone = new AbortController();
  const left = Array.from({ length: 4 }, () =>
    ask(token, waits, { signal: gone.signal }).catch(() => 'left'),
  );
  await new Promise((settle) => setTimeout(settle, 1000));
  const fifth = await ask(token, waits);
  expect(fifth.status).toBe(429);
  expect(Number(fifth.headers.get('retry-after'))).toBeGreaterThan(0);
  gone.abort();
  expect(await Promise.all(left)).toEqual(['left', 'left', 'left', 'left']);

  const waiting = Array.from({ length: 4 }, () => ask(token, waits));
  await new Promise((settle) => setTimeout(settle, 500));
  expect(server.admin('list-services', '--tenant', run.tenant)).toContain(`${id}  live`);
  const asked = server.admin('revoke-service', '--tenant', run.tenant, '--credential', id);
  expect(asked).toContain('is revoked');
  const from = performance.now();
  for (const { status } of await Promise.all(waiting)) expect(status).toBe(401);
  expect(performance.now() - from).toBeLessThan(2000);
  expect(server.admin('list-services', '--tenant', run.tenant)).toContain(`${id}  revoked`);
});
