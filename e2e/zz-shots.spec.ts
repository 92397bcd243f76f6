import { expect, test } from '@/e2e/house';
for (const [w, scheme] of [[1440, 'light'], [1440, 'dark'], [390, 'light'], [390, 'dark'], [320, 'light']] as const) {
  test(`shots ${w} ${scheme}`, async ({ house, openAs, proposed }) => {
    await proposed({ name: `shot-${w}-${scheme}` });
    const page = await openAs(house.people.admin, { viewport: { width: w, height: 900 }, colorScheme: scheme });
    await page.goto('/agents');
    await page.screenshot({ path: `/tmp/n-shot-list-${w}-${scheme}.png` });
    await page.locator('[data-list-item]').first().click();
    await expect(page.getByRole('link', { name: 'Change', exact: true })).toBeVisible();
    await page.screenshot({ path: `/tmp/n-shot-key-${w}-${scheme}.png` });
    const url = page.url();
    await page.getByRole('link', { name: 'Change', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
    const other = await openAs(house.people.admin, { viewport: { width: w, height: 900 }, colorScheme: scheme });
    await other.goto(`${url}/change`);
    const burst = other.getByLabel('At once');
    await burst.fill(String(5 + w / 10 + (scheme === 'dark' ? 1 : 0)));
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(other.locator('.facts')).toBeVisible();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'was not saved' })).toBeVisible();
    await page.screenshot({ path: `/tmp/n-shot-change-${w}-${scheme}.png`, fullPage: true });
  });
}
