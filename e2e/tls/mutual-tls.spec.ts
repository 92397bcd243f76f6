import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { expect, type Page, test } from '@playwright/test';
import { freshName, propose } from '@/e2e/agent';
import { apply } from '@/e2e/deciding';
import { type Seeded, seedTenants } from '@/e2e/matrix/seed';
import { asOwnerOf } from '@/e2e/owner';
import { Product } from '@/e2e/product';
import { type FirstRun, firstRunPath, readFirstRun } from '@/host/first-run-file';
import { freePort } from '@/host/free-port';
import { Authority, type Identity } from '@/host/testing/certificates';
import { httpsFetch } from '@/host/testing/https-fetch';
import { TlsDirectory } from '@/host/testing/tls-files';
import { call, connect, eras } from '@/lib/mcp/testing/agent-client';
import { callBody } from '@/lib/mcp/testing/raw-call';

const serverCa = new Authority('Server CA');
const own = serverCa.issue({ name: 'countersign', use: 'server', hosts: ['127.0.0.1'] });
const authority = new Authority('Agents CA');
const agent = authority.issue({ name: 'agent', use: 'client' });
const colleague = authority.issue({ name: 'colleague', use: 'client' });
const expired = authority.issue({ name: 'agent', use: 'client', from: -3, to: -1 });
const stranger = new Authority('Other CA').issue({ name: 'agent', use: 'client' });
const forged = new Authority('Agents CA').issue({ name: 'agent', use: 'client' });
let files: TlsDirectory;
let product: Product;
let first: FirstRun;
let seeded: Seeded;

test.describe.configure({ mode: 'serial', timeout: 60_000 });
test.use({ ignoreHTTPSErrors: true });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  files = new TlsDirectory(own, authority.identity);
  const { cert, key, clientCa } = files;
  product = new Product(await freePort(0), { TLS_CERT: cert, TLS_KEY: key, TLS_CLIENT_CA: clientCa });
  await product.isReady();
  const written = readFirstRun(firstRunPath(product.dataDir));
  if (written === null) throw new Error('the product wrote no first-run.json');
  first = written;
  seeded = await seedTenants(product.dataDir);
  await asOwner(
    (sql) => sql`update agent_keys set client_cert_sha256 = ${agent.thumbprint} where name = 'active'`,
  );
});
test.afterAll(async () => {
  await product.stop();
  files.remove();
});

const asOwner: ReturnType<typeof asOwnerOf> = (work) =>
  asOwnerOf(product.dataDir, seeded.people.reviewer)(work);

type Asked = { token?: string; path?: string; headers?: Record<string, string>; body?: string };

/** What one request of an agent with this certificate comes to. */
async function outcome(identity: Identity | null, asked: Asked = {}): Promise<string> {
  const { token = first.agent_key, path = '/api/mcp', headers = {}, body = callBody('health_get') } = asked;
  const answer = await httpsFetch(serverCa.identity, identity)(`${product.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${token}`,
      ...headers,
    },
    body,
  });
  return `${answer.status} ${/"code":"([A-Z_]+)"/.exec(await answer.text())?.[1] ?? 'ok'}`;
}

const cut = () => 'cut';

/** Asks for a path as it stands: `fetch` would tidy it up. Nobody presents a certificate. */
async function statusOfPath(path: string): Promise<number> {
  const { hostname: host, port } = new URL(product.url);
  const headers = { authorization: `Bearer ${first.agent_key}`, 'content-type': 'application/json' };
  const sent = request({
    host,
    port,
    path,
    method: 'POST',
    headers,
    ca: serverCa.identity.cert,
    agent: false,
  });
  sent.end(callBody('health_get'));
  const [answer]: unknown[] = await once(sent, 'response');
  if (!(answer instanceof IncomingMessage)) throw new Error('no answer');
  answer.resume();
  return answer.statusCode ?? 0;
}

for (const era of eras) {
  test(`the official client, speaking ${era}, works with its certificate and not without`, async () => {
    expect(first.mcp_url).toBe(`${product.url}/api/mcp`);
    const client = await connect(first.mcp_url, first.agent_key, era, httpsFetch(serverCa.identity, agent));
    expect((await client.listTools()).tools.length).toBeGreaterThan(5);
    expect((await call(client, 'health_get')).code).toBe('ok');
    await client.close();
    await expect(
      connect(first.mcp_url, first.agent_key, era, httpsFetch(serverCa.identity, null)),
    ).rejects.toThrow(/CLIENT_CERT_REQUIRED|401/);
  });
}

test('only a certificate that the handshake proved counts', async () => {
  expect(await outcome(agent)).toBe('200 ok');
  expect(await outcome(colleague)).toBe('200 ok');
  for (const identity of [null, stranger, expired, own]) {
    expect(await outcome(identity)).toBe('401 CLIENT_CERT_REQUIRED');
  }
  // OpenSSL leaves the broken signature in its queue of errors, and Node then cuts the connection.
  expect(['cut', '401 CLIENT_CERT_REQUIRED']).toContain(await outcome(forged).catch(cut));
  for (const path of ['/api/./mcp', '/api/x/../mcp', '//api/mcp', '/api/mcp?x=1']) {
    expect(await statusOfPath(path)).not.toBe(200);
  }
  for (const name of ['x-countersign-peer', 'x-client-cert', 'client-cert', 'x-forwarded-client-cert']) {
    const claim = { [name]: agent.thumbprint, 'x-client-cert-secret': 'x'.repeat(32) };
    expect(await outcome(null, { headers: claim })).toBe('401 CLIENT_CERT_REQUIRED');
  }
});

test('a key bound to a certificate is refused with another, over REST too, and the log keeps which', async () => {
  const token = seeded.keys.active;
  expect(await outcome(agent, { token })).toBe('200 ok');
  expect(await outcome(colleague, { token })).toBe('403 CLIENT_CERT_MISMATCH');
  const rest = { token, path: '/api/v1/drafts/check', body: '{}' };
  expect(await outcome(null, rest)).toBe('401 CLIENT_CERT_REQUIRED');
  expect(await outcome(colleague, rest)).toBe('403 CLIENT_CERT_MISMATCH');
  expect(await outcome(agent, rest)).not.toContain('CLIENT_CERT');
  await asOwner(async (sql) => {
    const rows = await sql<{ seen: string }[]>`
      select concat_ws(' ', decision, error_code, client_cert_sha256) as seen from tool_calls order by id`;
    expect(rows.map(({ seen }) => seen)).toEqual([
      `allow ${agent.thumbprint}`,
      `deny CLIENT_CERT_MISMATCH ${colleague.thumbprint}`,
      'deny CLIENT_CERT_REQUIRED',
      // The second refusal of one rule at one operation within ten seconds is counted.
      `allow VALIDATION_FAILED ${agent.thumbprint}`,
    ]);
  });
});

test('a person signs in without a certificate and applies what an agent with one proposed', async ({
  page,
}) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const client = await connect(
    first.mcp_url,
    first.agent_key,
    '2026-07-28',
    httpsFetch(serverCa.identity, agent),
  );
  const { review_url } = await propose(client, { name: freshName('over-tls') });
  await client.close();
  await signIn(page);
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith('session-token'));
  expect(cookie).toMatchObject({ name: '__Secure-next-auth.session-token', secure: true, httpOnly: true });
  expect(review_url).toContain('https://');
  await apply(page, review_url);
  const answer = await page.goto(`${product.url}/drafts`);
  expect(answer?.headers()['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  expect(faults).toEqual([]);
});

async function signIn(page: Page): Promise<void> {
  const person = first.reviewers.find(({ role }) => role === 'reviewer');
  await page.goto(`${product.url}/sign-in`);
  await page.getByLabel('E-mail').fill(person?.email ?? '');
  await page.getByLabel('Password').fill(person?.password ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/drafts/);
}

test('SIGHUP takes new authorities, and what the old ones vouched for opens nothing', async () => {
  files.trust(new Authority('Next CA').identity);
  product.signal('SIGHUP');
  await product.says('The certificates were read again.');
  expect(await outcome(agent)).toBe('401 CLIENT_CERT_REQUIRED');
  files.serve({ ...own, key: agent.key });
  product.signal('SIGHUP');
  await product.says('The certificates stay as they were. TLS_KEY must be');
  expect(await outcome(null)).toBe('401 CLIENT_CERT_REQUIRED');
});
