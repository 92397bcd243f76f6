import type { Page } from '@playwright/test';
import { insertDelivery } from '@/db/testing/insert-delivery';
import { freshName } from '@/e2e/agent';
import { furnish } from '@/e2e/furnish';
import { expect, test } from '@/e2e/house';
import { applyByRest, discardByRest } from '@/e2e/rest';

const lists = ['/drafts', '/history', '/evidence', '/deliveries', '/resources/endpoints'];

/** Table cells whose text is cut off, and whether the page or a table scrolls sideways. */
const clipped = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('html, .scroll-x, main td, main th')]
      .filter((box) => box.scrollWidth > box.clientWidth && box.clientWidth > 0)
      .map((box) => `${box.tagName} ${box.className}: ${box.innerText.slice(0, 40)}`),
  );

test('a draft whose base moved is blocked in the inbox, and says why in words', async ({
  page,
  house,
  proposed,
}) => {
  const name = freshName('stale');
  const { reviewer } = house.people;
  await applyByRest(page.request, reviewer, await proposed({ name }));
  const against = { operation: 'update', base_version: 1 };
  await proposed({ name, retry: { max_attempts: 7 } }, against);
  const winner = await proposed({ name, retry: { max_attempts: 8 } }, against);
  await page.goto('/drafts');
  const row = page.locator('tr.item').filter({ hasText: 'Retries' }).first();
  await expect(row.getByText('Pending', { exact: true })).toBeVisible();
  await expect(page.getByText('Blocked')).toHaveCount(0);

  await applyByRest(page.request, reviewer, winner);
  await expect(row.getByText('Blocked', { exact: true })).toBeVisible();
  await expect(row).toContainText('Made against version 1, version 2 is live.');
  await row.hover();
  await expect(page.getByRole('complementary')).toContainText('Apply is blocked.');
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(row.getByText('Blocked. Made against version 1, version 2 is live.')).toBeVisible();
});

test('search finds any part of a name, host, agent or id, among the pending and the decided', async ({
  page,
  house,
  proposed,
}) => {
  const [wanted, other] = [freshName('payouts-webhook'), freshName('orders')];
  const pending = await proposed({ name: wanted, target_url: 'https://hooks.acme.dev/in' });
  await proposed({ name: other });
  const dropped = await proposed({ name: freshName('dropped-webhook') });
  await discardByRest(page.request, house.people.reviewer, dropped, '');
  await page.goto('/drafts');
  const search = page.getByRole('searchbox');
  const items = page.locator('tr.item');
  await expect(items).toHaveCount(2);
  for (const q of ['ts-webhook', 'acme.DEV', pending.draft.id.slice(-6), pending.draft.id]) {
    await search.fill(q);
    await expect(items).toHaveCount(1);
    await expect(items).toContainText(wanted);
  }
  await search.fill('-webhook');
  await expect(page.locator('tr.done')).toHaveText(/dropped-webhook/);
  await search.fill('dropped');
  await expect(page.getByText('No pending draft matches.')).toBeVisible();
  await page.getByRole('link', { name: 'All in History' }).click();
  await expect(page).toHaveURL('/history?q=dropped');
  await expect(page.getByRole('table', { name: /Decided drafts/ }).getByRole('link')).toHaveText(/dropped/);
  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByRole('heading', { name: 'No decided draft matches' })).toBeVisible();
  await page.goto('/drafts?q=matrix-bot');
  await expect(items).toHaveCount(2);
});

test('an address that a list does not understand shows its first page and says so', async ({
  page,
  house,
  proposed,
}) => {
  test.setTimeout(60_000);
  await applyByRest(page.request, house.people.reviewer, await proposed({ name: freshName('one') }));
  await proposed({ name: freshName('two') });
  await house.asOwner((sql) => insertDelivery(sql, { state: 'dead' }));
  for (const list of lists) {
    await page.goto(list);
    const items = page
      .getByRole('main')
      .locator('tbody tr')
      .filter({ has: page.getByRole('link') });
    await expect(items.first()).toBeVisible();
    const rows = await items.count();
    const note = page.getByRole('main').getByRole('status').filter({ hasText: 'not understood' });
    await expect(note).toHaveCount(0);
    for (const [query, words] of [
      ['cursor=zzz', 'The page in this address was not understood: this is the first.'],
      ['cursor=W3RydWVd', 'The page in this address was not understood: this is the first.'],
      ['colour=red', '1 filter not understood and left out.'],
      ['colour=red&q=a&q=b', '2 filters not understood and left out.'],
    ] as const) {
      const answer = await page.goto(`${list}?${query}`);
      expect(answer?.status()).toBe(200);
      await expect(note).toContainText(words);
      await expect(items).toHaveCount(rows);
    }
    await note.getByRole('link', { name: 'Clear' }).click();
    await expect(page).toHaveURL(list);
  }
  for (const query of ['q=%00', 'q=%20', 'agent=%00', 'status=open', 'risk=purple', `q=${'x'.repeat(200)}`]) {
    expect((await page.goto(`/drafts?${query}`))?.status(), query).toBe(200);
    await expect(page.locator('tr.item'), query).toHaveCount(1);
  }
});

test('/resources leads to the endpoints', async ({ page }) => {
  await page.goto('/resources');
  await expect(page).toHaveURL('/resources/endpoints');
});

test('every list has its sheet of keys, and j, k and Enter', async ({ page, house, proposed, request }) => {
  const pages = await furnish({ house, proposed, request });
  for (const list of lists.slice(1)) {
    await page.goto(list);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(sheet.getByRole('term').filter({ hasText: 'Next row' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
  }
  await page.goto('/history');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const links = page.getByRole('table').getByRole('link');
  await page.keyboard.press('j');
  await expect(links.first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(links.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/drafts\/drf_/);
  await page.goto(pages.evidence);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await expect(page.locator('pre.entry')).toHaveCount(1);
});

for (const width of [1440, 1366, 390, 320]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test('no list cuts anything off', async ({ page, house, proposed, request }) => {
      const pages = await furnish({ house, proposed, request });
      for (const list of lists) {
        await page.goto(list);
        await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
        // A time is shorter once the page has told it in the reader's words.
        await expect.poll(() => clipped(page), list).toEqual([]);
      }
      await page.goto(pages.endpoint);
      const versions = page.getByRole('table', { name: 'Versions of this endpoint' });
      const wider = await versions.evaluate(
        (table) => table.scrollWidth - (table.parentElement?.clientWidth ?? 0),
      );
      expect(wider).toBeLessThanOrEqual(0);
    });
  });
}

test('the first inbox of a tenant that the first start did not make names the command for a key', async ({
  page,
  house,
}) => {
  await page.goto('/drafts');
  const step = page.getByRole('listitem').filter({ hasText: 'agent key' }).first();
  await expect(step).toContainText('npm run admin -- issue-key --tenant matrix-');
  await expect(step).toContainText(`--owner ${house.people.reviewer.id.toLowerCase()}@example.com`);
  await expect(page.getByText('first-run.json')).toHaveCount(0);
  await expect(page.getByText('npm run demo')).toHaveCount(0);
});
