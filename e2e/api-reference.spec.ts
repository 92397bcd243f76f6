import type { Page } from '@playwright/test';
import { z } from 'zod';
import { axe } from '@/e2e/axe';
import { expect, test } from '@/e2e/house';
import { watchScripts } from '@/e2e/page-scripts';

/** The widest in one theme, the narrowest in the other: each operation drawn and judged takes a quarter of a minute. */
const looks = [
  [1440, 'light'],
  [320, 'dark'],
] as const;

/** What the renderer itself does not keep; `docs/decisions` says so. Our own part of the page keeps every rule. */
const known = [
  'color-contrast',
  'heading-order',
  'landmark-main-is-top-level',
  'landmark-no-duplicate-main',
  'landmark-unique',
  'scrollable-region-focusable',
  'select-name',
];
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const blocks = (page: Page) => page.locator('.api-reference .opblock');

const hasItsStyles = () =>
  [...document.styleSheets].some(({ cssRules }) =>
    [...cssRules].some(({ cssText }) => cssText.includes('.swagger-ui')),
  );
const outside = (targets: (readonly [rule: string, selector: string])[]) =>
  targets.filter(([, selector]) => !document.querySelector(selector)?.closest('.api-reference'));
const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** What the policy stopped, what threw, and what was asked of another host. */
async function watch(page: Page): Promise<string[]> {
  const broken: string[] = [];
  await page.exposeFunction('onViolation', (what: string) => broken.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      void window.onViolation(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && hostname !== '127.0.0.1') broken.push(`asked ${request.url()}`);
  });
  return broken;
}

for (const [width, colorScheme] of looks) {
  test.describe(`${width} px wide, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme, role: null });
    test.setTimeout(90_000);

    test('the API reference shows every operation, keeps the content policy, and fits', async ({ page }) => {
      const broken = await watch(page);
      const answer = await page.goto('/api/v1/docs');
      const policy = answer?.headers()['content-security-policy'] ?? '';
      expect(policy).toContain("script-src 'self' 'nonce-");
      expect(policy).not.toContain('unsafe');
      const { paths } = documentSchema.parse(await (await page.request.get('/api/v1/openapi.json')).json());
      const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
      await expect(blocks(page)).toHaveCount(operations.length);
      await expect(page.locator('#DRAFT_EXPIRED')).toContainText('Propose again');
      await blocks(page).filter({ hasText: '/api/v1/drafts/{id}/apply' }).locator('button').first().click();
      await expect(page.getByText('MCP_CANNOT_APPLY').first()).toBeVisible();
      await expect(page.getByRole('button', { name: 'Try it out' })).toHaveCount(0);
      expect(broken).toEqual([]);
      expect(await page.evaluate(wide)).toBeLessThanOrEqual(0);
      const violations = await axe(page, { targets: false });
      expect(violations.map(({ id }) => id).toSorted()).toEqual(known);
      const targets = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => [id, String(target)] as const),
      );
      // The renderer has a main of its own inside ours.
      expect(await page.evaluate(outside, targets)).toEqual([
        ['landmark-no-duplicate-main', '#main'],
        ['landmark-unique', '#main'],
      ]);
    });
  });
}

test('reading can be tried, with the session of the browser', async ({ page }) => {
  const broken = await watch(page);
  await page.goto('/api/v1/docs');
  const count = blocks(page).filter({ hasText: '/api/v1/drafts/count' });
  await count.locator('button').first().click();
  await count.getByRole('button', { name: 'Try it out' }).click();
  await count.getByRole('button', { name: 'Execute' }).click();
  await expect(count.locator('.live-responses-table')).toContainText('"pending"');
  expect(broken).toEqual([]);
});

test('no other page loads the renderer', async ({ page }) => {
  const heavy = 300;
  const scripts = watchScripts(page);
  await page.goto('/drafts');
  await page.waitForTimeout(2_000);
  const elsewhere = await scripts();
  expect(Math.max(...elsewhere) / 1000).toBeLessThan(heavy);
  expect(await page.evaluate(hasItsStyles)).toBe(false);
  // Its document is made and fetched first: what is waited for then is the drawing.
  await page.goto('/api/v1/docs', { waitUntil: 'networkidle' });
  await expect(blocks(page).first()).toBeVisible();
  expect(Math.max(...(await scripts())) / 1000).toBeGreaterThan(heavy);
  expect(await page.evaluate(hasItsStyles)).toBe(true);
});
