import { freshName } from '@/e2e/agent';
import { furnish } from '@/e2e/furnish';
import { expect, test } from '@/e2e/house';
import { applyByRest, discardByRest } from '@/e2e/rest';

test('an inbox that never held a draft shows three steps and how to connect', async ({ page }) => {
  await page.goto('/drafts');
  await expect(page.getByRole('heading', { name: 'No agent has proposed anything yet' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'MCP server' })).toContainText('/api/mcp');
  await expect(page.getByRole('button', { name: 'Copy the MCP configuration' })).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(page).toHaveTitle(/^Inbox/);
});

test('every other empty and decided state says what it is', async ({ page, house, proposed, request }) => {
  const pages = await furnish({ house, proposed, request });
  await page.goto(pages.noMatch);
  await expect(page.getByRole('heading', { name: 'No draft matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/drafts');
  await expect(page.getByRole('row', { name: new RegExp(pages.name) }).first()).toBeVisible();

  await page.goto(pages.applied);
  await expect(page.getByText(/^Applied by reviewer/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What it created' })).toBeVisible();
  await page.goto(pages.discarded);
  await expect(page.getByText(/^Discarded by reviewer.*: duplicate\. Nothing was applied\./)).toBeVisible();
  await expect(page.getByText('“we have one already”')).toBeVisible();
  await page.goto(pages.expired);
  await expect(page.getByText(/^Expired .*undecided\.$/)).toBeVisible();
  await expect(page.locator('header .chip', { hasText: /^Expired$/ })).toBeVisible();
  for (const path of [pages.applied, pages.discarded, pages.expired]) {
    await page.goto(path);
    await expect(page.locator('[data-diff-ready]')).toBeVisible();
    await expect(page.getByRole('button', { name: /^(Apply|Discard)/ })).toHaveCount(0);
  }
  for (const [status, count] of [
    ['applied', 2],
    ['discarded', 1],
    ['expired', 1],
    ['pending', 3],
  ] as const) {
    await page.goto(`/drafts?status=${status}`);
    await expect(page.locator('tr.item')).toHaveCount(count);
  }
});

test('when all is decided the inbox says so', async ({ page, house, proposed }) => {
  const created = await proposed({ name: freshName('only') });
  await page.goto('/drafts');
  await expect(page.getByRole('link', { name: /^only/ })).toBeVisible();
  await discardByRest(page.request, house.people.reviewer, created, '');
  await expect(page.getByRole('row', { name: /Discarded by reviewer/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible();
});

test('a draft of another tenant and one that never was are the same page', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const { draft, review_url } = await proposed({ name: freshName('foreign') });
  const stranger = await openAs(house.stranger);
  const foreign = await stranger.goto(review_url);
  const seen = await stranger.getByRole('main').innerText();
  const never = await stranger.goto(`/drafts/${draft.id.slice(0, -4)}ZZZZ`);
  expect(await stranger.getByRole('main').innerText()).toBe(seen);
  expect(seen).toContain('There is no such draft');
  expect([foreign?.status(), never?.status()]).toEqual([404, 404]);
  await page.goto('/drafts/not-even-an-id');
  expect(await page.getByRole('main').innerText()).toBe(seen);
});

test('an address that leads nowhere is answered by our page', async ({ page }) => {
  for (const path of ['/nothing-here', '/resources/endpoints/nope', '/drafts/a/b/c']) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText(/There is n/);
    await expect(page.getByRole('main').getByRole('link')).toBeVisible();
  }
  await page.goto('/nothing-here');
  const says = await page.getByRole('heading', { level: 1 }).boundingBox();
  const middle = (page.viewportSize()?.width ?? 0) / 2;
  expect(Math.abs((says?.x ?? 0) + (says?.width ?? 0) / 2 - middle)).toBeLessThan(2);
});

test('a page that fails on the server is ours, says nothing of the fault, and can be tried again', async ({
  page,
  house,
  proposed,
}) => {
  const id = await applyByRest(
    page.request,
    house.people.reviewer,
    await proposed({ name: freshName('odd') }),
  );
  const appliedAt = (at: string) =>
    house.asOwner((sql) => sql`update endpoint_versions set applied_at = ${at}::text::timestamptz`);
  await appliedAt('infinity');
  await page.goto(`/resources/endpoints/${id}`);
  await expect(page.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
  await expect(page.getByText(/^Quote this reference when you ask for help: \d+/)).toBeVisible();
  expect(await page.content()).not.toMatch(/RangeError|Invalid time|node_modules|at async/i);
  await appliedAt('2026-01-01');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('table', { name: 'Versions of this endpoint' })).toBeVisible();
});
