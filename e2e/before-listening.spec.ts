import { z } from 'zod';
import { expect, test } from '@/e2e/house';

const keysSchema = z.object({ items: z.array(z.object({ id: z.string(), state: z.string() })) });

// What a page is before its scripts have run: the browser alone would send a form with all that was typed in the address.
test.use({ javaScriptEnabled: false, role: 'admin' });

test.describe('signed out', () => {
  test.use({ role: null });

  test('a password never goes into the address', async ({ page }) => {
    const answer = await page.goto('/sign-in');
    expect(await answer?.text()).toContain(
      '<noscript><p class="said">Signing in needs JavaScript.</p></noscript>',
    );
    await page.getByLabel('E-mail').fill('who@example.com');
    await page.getByLabel('Password').fill('correct horse battery staple');
    await page.getByLabel('Password').press('Enter');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled();
    await expect(page).toHaveURL('/sign-in');
  });
});

for (const [path, button] of [
  ['/agents/new', 'Issue key'],
  ['/policy', 'Add rule'],
  ['/policy', 'Why?'],
  ['/safety', /^Stop/],
] as const) {
  test(`the form of ${path} with ${button} is not sent`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('button', { name: button }).first()).toBeDisabled();
  });
}

test('the form that changes a key is not sent', async ({ page }) => {
  const { items } = keysSchema.parse(await (await page.request.get('/api/v1/keys?limit=100')).json());
  await page.goto(`/agents/${items.find(({ state }) => state === 'active')?.id}/change`);
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
});
