import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Issuer, startIssuer } from '@/e2e/oidc/issuer';
import { Product } from '@/e2e/product';
import { freePort } from '@/host/free-port';

let product: Product;
let issuer: Issuer;

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const [port, issuerPort] = [await freePort(0), await freePort(0)];
  issuer = await startIssuer(issuerPort, `http://127.0.0.1:${port}/api/auth/callback/oidc`);
  product = new Product(port, {
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: 'countersign',
    OIDC_CLIENT_SECRET: 'only-for-tests',
  });
  await product.isReady();
});
test.afterAll(async () => {
  await product.stop();
  await issuer.stop();
});

/** A fresh browser of somebody who may hold an invitation link, through the issuer and back. */
async function enter(browser: Browser, subject: string, link?: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link ?? `${product.url}/sign-in`);
  if (link !== undefined) {
    // Opening the link, as a preview would, has kept nothing.
    expect(await page.context().cookies()).toEqual([]);
    await page.getByRole('button', { name: 'Accept and sign in' }).click();
  }
  await page.getByRole('button', { name: 'Continue with Single sign-on' }).click();
  await page.locator('input[name="login"]').fill(subject);
  await page.locator('input[name="password"]').fill('any');
  await page.locator('button[type="submit"]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${product.url}/**`);
  return page;
}

const invitation = (role: string) => product.admin('invite', '--tenant', 'acme', '--role', role);
const sessionOf = async (page: Page): Promise<unknown> =>
  (await page.request.get(`${product.url}/api/auth/session`)).json();

test('a stranger is refused, an invited person enters once and is known afterwards', async ({ browser }) => {
  const stranger = await enter(browser, 'sam');
  await expect(stranger).toHaveURL(/\/sign-in\?error=AccessDenied$/);
  expect(await sessionOf(stranger)).toEqual({});

  const link = invitation('reviewer');
  const invited = await enter(browser, 'sam', link);
  const user = { email: 'sam@idp.example', name: 'Person sam', role: 'reviewer', tenant: 'acme' };
  expect(await sessionOf(invited)).toMatchObject({ user });
  await invited.goto(`${product.url}/drafts`);
  await expect(invited).toHaveURL(`${product.url}/drafts`);

  expect(await sessionOf(await enter(browser, 'sam'))).toMatchObject({ user });
  expect(await sessionOf(await enter(browser, 'kim', link))).toEqual({});
});

test('the same e-mail address under another subject is another person, and is refused', async ({
  browser,
}) => {
  expect(await sessionOf(await enter(browser, 'sam-twin'))).toEqual({});
  const twin = await enter(browser, 'sam-twin', invitation('admin'));
  await expect(twin).toHaveURL(/\/sign-in\?error=EMAIL_TAKEN$/);
  expect(await sessionOf(twin)).toEqual({});
});

test('an end of every session from the terminal ends the one in the browser', async ({ browser }) => {
  const page = await enter(browser, 'sam');
  expect(await sessionOf(page)).toMatchObject({ user: { role: 'reviewer' } });
  product.admin('revoke-sessions', '--tenant', 'acme', '--email', 'sam@idp.example');
  expect(await sessionOf(page)).toEqual({});
  await page.goto(`${product.url}/drafts`);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
});
