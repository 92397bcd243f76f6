import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';
import { mostKilobytes, watchScripts } from '@/e2e/page-scripts';

test('a review page loads no more scripts than it may', async ({ page, proposed }) => {
  const { review_url } = await proposed({ name: freshName('light') });
  const scripts = watchScripts(page);
  await page.goto(review_url);
  await expect(page.locator('[data-diff-ready]')).toBeVisible();
  // The event stream keeps the network from ever being idle, and what is fetched ahead comes a moment later.
  await page.waitForTimeout(2_000);
  const sizes = await scripts();
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.reduce((sum, size) => sum + size, 0) / 1000).toBeLessThanOrEqual(mostKilobytes);
});
