import { request as requestHttp } from 'node:http';
import { auth, Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import type { Page } from '@playwright/test';
import { axe } from '@/e2e/axe';
import { firstRun } from '@/e2e/first-run';
import { expect, test } from '@/e2e/house';
import { openReceiver, type Receiver } from '@/lib/notify/testing/receiver';
import { clientDocument, KeptInMemory } from '@/lib/oauth/testing/test-client';

let editor: Receiver;
let clientId: string;
let redirectUri: string;
let origin: string;

/** The editor's machine serves its document, and takes the answer. */
test.beforeAll(async () => {
  editor = await openReceiver();
  clientId = `http://127.0.0.1:${editor.port}/client.json`;
  redirectUri = `http://127.0.0.1:${editor.port}/callback`;
  editor.answer((response, { path }) => {
    const isDocument = path === '/client.json';
    response
      .writeHead(200, { 'content-type': isDocument ? 'application/json' : 'text/plain' })
      .end(isDocument ? JSON.stringify(clientDocument(clientId, redirectUri)) : 'Back in the editor.');
  });
  origin = `http://oauth.localhost:${new URL(firstRun().url).port}`;
});
test.afterAll(() => editor.close());

/** Browsers know that every name under localhost is this machine; Node asks a resolver that may not. */
async function fetchHere(input: string | URL, init: RequestInit = {}): Promise<Response> {
  const asked = new Request(input, init);
  const { host, port, pathname, search } = new URL(asked.url);
  const body = await asked.text();
  const headers = { ...Object.fromEntries(asked.headers), host };
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: pathname + search, method: asked.method, headers };
    const request = requestHttp(options, (response) => {
      const said = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const status = response.statusCode ?? 500;
        const text = Buffer.concat(chunks).toString('utf8');
        resolve(new Response(text === '' ? null : text, { status, headers: Object.fromEntries(said) }));
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}

const connect = async (provider: KeptInMemory) => {
  const client = new Client({ name: 'test-editor', version: '1' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${origin}/api/mcp`), {
      authProvider: provider,
      fetch: fetchHere,
    }),
  );
  return client;
};

/** The browser is sent to the consent page, where this client asks. */
async function openConsent(page: Page): Promise<KeptInMemory> {
  const provider = new KeptInMemory(clientId, redirectUri, 'mcp:read:drafts');
  await expect(connect(provider)).rejects.toThrow(UnauthorizedError);
  await page.goto(String(provider.sentTo));
  await expect(page.getByRole('heading', { name: 'Let a program in' })).toBeVisible();
  return provider;
}

const answerIn = (page: Page) => new URL(page.url()).searchParams;

test('a person lets a program in with the official client, for what they tick and no more', async ({
  page,
}, info) => {
  const provider = await openConsent(page);
  expect(new URL(page.url()).origin).toBe(new URL(firstRun().url).origin);
  await expect(page.getByText('Test editor')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /Read drafts/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await page.getByRole('checkbox', { name: /Propose endpoints/ }).check();
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
    [320, 640],
  ] as const) {
    await page.setViewportSize({ width, height });
    const violations = await axe(page, { targets: false });
    expect(violations.map(({ id }) => id)).toEqual([]);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide).toBeLessThanOrEqual(0);
    await page.screenshot({ path: info.outputPath(`consent-${width}.png`), fullPage: true });
  }
  await page.getByRole('button', { name: 'Let it in' }).click();
  await page.waitForURL(`${redirectUri}?**`);
  const answer = answerIn(page);
  expect(answer.get('iss')).toBe(origin);
  expect(answer.get('state')).toBe('state-of-the-client');
  const serverUrl = `${origin}/api/mcp`;
  const code = answer.get('code') ?? '';
  await auth(provider, { serverUrl, fetchFn: fetchHere, authorizationCode: code, iss: origin });
  const client = await connect(provider);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).toSorted()).toEqual([
    'draft_check_endpoint',
    'draft_create_endpoint',
    'draft_list',
    'draft_show',
  ]);
  await client.close();
  await page.goto('/agents');
  const listed = page.getByRole('row').filter({ hasText: clientId });
  await expect(listed).toContainText('OAuth');
  await listed.getByRole('link').first().click();
  const facts = page.locator('.facts');
  await expect(facts).toContainText(/A consent of .+ to Test editor/);
  await expect(facts).toContainText(clientId);
  await expect(facts).toContainText(new URL(redirectUri).host);
  await page.screenshot({ path: info.outputPath('consented-key.png') });
});

test('a person denies, and the program is told', async ({ page }) => {
  await openConsent(page);
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.waitForURL(`${redirectUri}?**`);
  expect(answerIn(page).get('error')).toBe('access_denied');
});

test('the host of OAuth shows no page and lets nobody sign in', async ({ page }) => {
  for (const path of ['/', '/sign-in', '/drafts', '/oauth/consent', '/api/auth/session']) {
    expect((await page.goto(`${origin}${path}`))?.status(), path).toBe(404);
  }
});
