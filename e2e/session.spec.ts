import { type APIRequestContext, expect, test } from '@playwright/test';
import { z } from 'zod';
import { personOf } from '@/e2e/first-run';

const csrf = async (request: APIRequestContext): Promise<string> =>
  z.object({ csrfToken: z.string() }).parse(await (await request.get('/api/auth/csrf')).json()).csrfToken;

async function signInAs(request: APIRequestContext, email: string, password: string) {
  const form = { csrfToken: await csrf(request), email, password, json: 'true' };
  return request.post('/api/auth/callback/credentials', { form, maxRedirects: 0 });
}

const session = async (request: APIRequestContext): Promise<unknown> =>
  (await request.get('/api/auth/session')).json();

test('the session says who is signed in, from the row, and a copied cookie dies with sign-out', async ({
  request,
  playwright,
  baseURL,
}) => {
  const { email, name, role, password } = personOf('viewer');
  const answer = await signInAs(request, email, password);
  expect(answer.status()).toBe(200);
  expect(answer.headers()['cache-control']).toContain('no-store');
  expect(await session(request)).toEqual({
    user: {
      id: expect.stringMatching(/^usr_/),
      name,
      email,
      role,
      tenant: 'acme',
      tenantId: expect.any(String),
    },
    expires: expect.any(String),
  });
  const { cookies } = await request.storageState();
  const stolen = cookies.find((cookie) => cookie.name === 'next-auth.session-token');
  expect(stolen).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  const thief = await playwright.request.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    extraHTTPHeaders: { cookie: `next-auth.session-token=${stolen?.value}` },
  });
  expect(await session(thief)).toMatchObject({ user: { email } });

  const bearer = await playwright.request.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${stolen?.value}` },
  });
  expect(await session(bearer)).toEqual({});

  const foreign = await request.post('/api/auth/signout', {
    form: { csrfToken: await csrf(request) },
    headers: { origin: 'https://evil.example' },
  });
  expect(foreign.status()).toBe(403);
  expect(await session(thief)).toMatchObject({ user: { email } });

  await request.post('/api/auth/signout', { form: { csrfToken: await csrf(request), json: 'true' } });
  expect(await session(request)).toEqual({});
  expect(await session(thief)).toEqual({});
  await Promise.all([thief.dispose(), bearer.dispose()]);
});

test('a wrong password and an unknown e-mail read the same', async ({ request }) => {
  const known = personOf('reviewer').email;
  const answers = [
    await signInAs(request, known, 'a wrong password'),
    await signInAs(request, 'nobody@acme.example', 'a wrong password'),
  ];
  for (const answer of answers) {
    expect(answer.status()).toBe(401);
    expect(await answer.text()).toContain('error=CredentialsSignin');
  }
  expect(await answers[0]?.text()).toBe(await answers[1]?.text());
  expect(await session(request)).toEqual({});
});

test('guessing at one account is stopped, in words', async ({ request, page }) => {
  const statuses = new Set<string>();
  for (let guess = 0; guess < 11; guess += 1) {
    const answer = await signInAs(request, 'guessed@acme.example', `guess number ${guess}`);
    statuses.add(
      new URL(z.object({ url: z.url() }).parse(await answer.json()).url).searchParams.get('error') ?? '',
    );
  }
  expect([...statuses]).toEqual(['CredentialsSignin', 'RATE_LIMITED']);
  await page.goto('/sign-in?error=RATE_LIMITED');
  await expect(page.getByRole('alert').first()).toContainText(/try again/i);
});

test('a form without its csrf token and a body of a megabyte open nothing', async ({ request }) => {
  const { email, password } = personOf('reviewer');
  await request.post('/api/auth/callback/credentials', { form: { email, password }, maxRedirects: 0 });
  expect(await session(request)).toEqual({});
  const form = { csrfToken: await csrf(request), email, password, more: 'x'.repeat(1_000_000) };
  const large = await request.post('/api/auth/callback/credentials', { form, maxRedirects: 0 });
  expect(large.status()).toBe(413);
  expect(await session(request)).toEqual({});
});

test('a forged cookie is nobody', async ({ playwright, baseURL }) => {
  for (const value of ['x', 'a.b.c.d.e', 'eyJhbGciOiJub25lIn0.eyJzaWQiOiJzZXNfMSJ9.']) {
    const request = await playwright.request.newContext({
      ...(baseURL === undefined ? {} : { baseURL }),
      extraHTTPHeaders: { cookie: `next-auth.session-token=${value}` },
    });
    expect(await session(request)).toEqual({});
    await request.dispose();
  }
});
