import { freshName } from '@/e2e/agent';
import { test as base, expect } from '@/e2e/house';

/** As people browse: Playwright turns the cache of whole pages off, which is what Back shows first. */
const test = base.extend<object, object>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
    },
    { scope: 'worker' },
  ],
});

test('after signing out, Back shows nothing of what was signed in', async ({ page, proposed }) => {
  const name = freshName('secretive');
  const { review_url } = await proposed({ name });
  await page.goto('/drafts');
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
  await page.goto(review_url);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await page.goto('/history');
  await page.getByRole('button', { name: /account menu$/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  for (let steps = 0; steps < 3; steps += 1) {
    await page.evaluate(() => window.history.back());
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
    expect(await page.content()).not.toContain(name);
  }
});
