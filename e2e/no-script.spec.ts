import { furnish } from '@/e2e/furnish';
import { expect, test } from '@/e2e/house';

test.use({ javaScriptEnabled: false });

test('without JavaScript the change, the flags and the checks can be read', async ({
  page,
  house,
  proposed,
  request,
}) => {
  const pages = await furnish({ house, proposed, request });
  await page.goto(pages.pending);
  const host = page.getByRole('table', { name: /in words/ }).getByRole('row', { name: /^Target host/ });
  await expect(host).toContainText('hooks.acme.com');
  await expect(host).toContainText('hooks.acrne.com');
  await expect(page.getByRole('heading', { name: /lookalike-host$/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /new-domain$/ })).toBeVisible();
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks.getByRole('listitem')).toHaveCount(9);
  await expect(checks).toContainText('9 of 9 pass');
  await expect(page.getByRole('region', { name: 'Spec diff' })).toContainText('"target_url"');
  await page.getByText('unchanged').first().click();
  await expect(page.getByRole('table', { name: 'Fields that stay as they are' })).toBeVisible();
});

test('a decided draft shows its decision, and no dry run of what is over', async ({
  page,
  house,
  proposed,
  request,
}) => {
  const { applied } = await furnish({ house, proposed, request });
  await page.goto(applied);
  await expect(page.getByRole('region', { name: 'Spec diff' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Checks' })).toHaveCount(0);
});
