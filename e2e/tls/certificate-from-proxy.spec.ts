import { expect, test } from '@playwright/test';
import { Product } from '@/e2e/product';
import { firstRunPath, readFirstRun } from '@/host/first-run-file';
import { freePort } from '@/host/free-port';
import { Authority } from '@/host/testing/certificates';
import { connect } from '@/lib/mcp/testing/agent-client';
import { callBody, post } from '@/lib/mcp/testing/raw-call';

const secret = '6f1c0d9a8b7e4f2a1b3c5d7e9f0a2b4c';
const agent = new Authority('Agents CA').issue({ name: 'agent', use: 'client' });
let product: Product;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  product = new Product(await freePort(0), {
    TRUST_PROXY: '127.0.0.1',
    CLIENT_CERT_HEADER: 'X-Client-Cert',
    CLIENT_CERT_SECRET: secret,
  });
  await product.isReady();
});
test.afterAll(() => product.stop());

test('a trusted proxy that knows the secret says who the client is; nobody else does', async () => {
  const { mcp_url: url = '', agent_key: key = '' } = readFirstRun(firstRunPath(product.dataDir)) ?? {};
  const header = `:${agent.der.toString('base64')}:`;
  const ask = async (headers: Record<string, string>) =>
    (await post(url, key, callBody('health_get'), headers)).status;
  expect(await ask({ 'x-client-cert': header, 'x-client-cert-secret': secret })).toBe(200);
  expect(await ask({ 'x-client-cert': header, 'x-client-cert-secret': secret.replace('6', '7') })).toBe(401);
  expect(await ask({ 'x-client-cert': header })).toBe(401);
  expect(await ask({ 'x-client-cert-secret': secret })).toBe(401);
  expect(await ask({})).toBe(401);
  const asProxy: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('x-client-cert', header);
    headers.set('x-client-cert-secret', secret);
    return fetch(input, { ...init, headers });
  };
  const client = await connect(url, key, '2026-07-28', asProxy);
  expect((await client.listTools()).tools.length).toBeGreaterThan(5);
  await client.close();
});
