import { personOf } from '@/e2e/first-run';
import { expect, test } from '@/e2e/house';
import { signIn } from '@/e2e/sign-in';

test.use({ role: null });

test('a wrong password is answered in words and keeps the e-mail', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(personOf('reviewer').email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const said = page.getByRole('main').getByRole('alert');
  await expect(said).toHaveText('That e-mail and password do not belong together.');
  await expect(page.getByLabel('E-mail')).toHaveValue(personOf('reviewer').email);
  await expect(page).toHaveURL('/sign-in');
});

test('the cookie of a session is out of reach of scripts and of other sites', async ({ page, context }) => {
  await signIn(page);
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name.endsWith('next-auth.session-token'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('session-token');
});

test('signing in leads back to the page that was asked for', async ({ page }) => {
  await page.goto('/evidence?draft=drf_1');
  await expect(page).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent('/evidence?draft=drf_1')}`);
  const { email, password } = personOf('reviewer', 1);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL('/evidence?draft=drf_1');
});

for (const elsewhere of [
  'https://evil.example/x',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
]) {
  test(`a callback to ${elsewhere} is ignored`, async ({ page }) => {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(elsewhere)}`);
    const { email, password } = personOf('viewer');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL('/drafts');
  });
}

test('signing out loads a new document and leaves nothing of the person', async ({ page }) => {
  await signIn(page, 'admin');
  const { name } = personOf('admin');
  await page.evaluate(() => Reflect.set(window, 'sameDocument', true));
  await page.getByRole('button', { name: new RegExp(`^${name}.*account menu$`) }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await page.evaluate(() => Reflect.has(window, 'sameDocument'))).toBe(false);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/drafts');
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fdrafts$/);
});

test('signing out cannot be pressed before the page listens', async ({ page, context }) => {
  await signIn(page, 'viewer');
  const slow = await context.newPage();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  await slow.route('**/_next/static/**/*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await slow.goto('/drafts', { waitUntil: 'commit' });
  await slow.getByRole('button', { name: /account menu$/ }).click();
  await expect(slow.getByRole('button', { name: 'Sign out' })).toBeDisabled();
  arrive();
  await slow.getByRole('button', { name: 'Sign out' }).click();
  await expect(slow).toHaveURL('/sign-in');
});
