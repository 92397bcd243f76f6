import type { Page } from '@playwright/test';
import { z } from 'zod';
import { type Created, freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';

test.use({ role: 'admin' });

const usual = (page: Page) => page.getByLabel('Usual life');
const shortest = (page: Page) => page.getByLabel('Shortest life');
const longest = (page: Page) => page.getByLabel('Longest life');
const save = (page: Page) => page.getByRole('button', { name: 'Save' });
const said = (page: Page) => page.getByRole('main').getByRole('alert');

const timesSchema = z.object({ created_at: z.iso.datetime(), expires_at: z.iso.datetime() });

/** The hours between a draft's beginning and its end. */
async function lifeOf(page: Page, { draft }: Created): Promise<number> {
  const answer = await page.request.get(`/api/v1/drafts/${draft.id}`);
  const { created_at, expires_at } = timesSchema.parse(await answer.json());
  return (Date.parse(expires_at) - Date.parse(created_at)) / 3_600_000;
}

test('an admin sets the life of drafts: new ones get it, those that wait keep theirs, and the log says so', async ({
  page,
  proposed,
}) => {
  const waiting = await proposed({ name: freshName('before') });
  await page.goto('/drafts');
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page).toHaveURL('/settings');
  await expect(usual(page)).toHaveValue('72');
  await expect(page.getByText('1 to 720 hours.')).toHaveCount(3);
  await expect(page.getByText('1 to 3650 days.')).toBeVisible();
  await expect(page.getByText('Drafts that exist keep the end they have')).toBeVisible();
  await expect(save(page)).toBeDisabled();
  await usual(page).fill('24');
  await page.getByLabel('Kept after expiry').fill('30');
  await save(page).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(usual(page)).toHaveValue('24');
  await expect(page.getByLabel('Kept after expiry')).toHaveValue('30');

  const made = await proposed({ name: freshName('after') });
  expect(await lifeOf(page, made)).toBe(24);
  expect(await lifeOf(page, waiting)).toBe(72);

  await page.goto('/evidence?event=settings_changed');
  const record = page.getByRole('row').filter({ hasText: 'Settings changed by admin' });
  await record.getByRole('button', { name: /bytes/ }).click();
  await expect(page.locator('pre.entry')).toContainText('"before":{"expired_retention_days":90');
});

test('what does not go together is said at its field, and nothing that was typed is lost', async ({
  page,
}) => {
  await page.goto('/settings');
  await usual(page).fill('0');
  await longest(page).fill('a week');
  await shortest(page).fill('2');
  await save(page).click();
  await expect(said(page)).toHaveText('Not saved. Correct what is marked.');
  await expect(usual(page)).toBeFocused();
  await expect(usual(page)).toHaveAccessibleDescription(/^Must be at least 1\./);
  await expect(longest(page)).toHaveAccessibleDescription(/^Must be a whole number\./);
  await expect(longest(page)).toHaveValue('a week');
  await expect(shortest(page)).toHaveValue('2');
  await expect(shortest(page)).not.toHaveAttribute('aria-invalid', 'true');
  await usual(page).fill('50');
  await longest(page).fill('48');
  await page.keyboard.press('Enter');
  await expect(usual(page)).toHaveAccessibleDescription(/^Must be from 2 to 48/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(usual(page)).toHaveValue('72');
  await expect(said(page)).toHaveCount(0);
});

test('two admins do not overwrite one another: who comes second sees what the first has set', async ({
  page,
  house,
  openAs,
}) => {
  await page.goto('/settings');
  await usual(page).fill('24');
  const other = await openAs(house.people.admin);
  await other.goto('/settings');
  await usual(other).fill('48');
  await save(other).click();
  await expect(other.getByText('Saved.')).toBeVisible();
  // What arrives meanwhile does not touch what is being typed.
  await page.waitForTimeout(1_500);
  await expect(usual(page)).toHaveValue('24');
  await save(page).click();
  await expect(said(page)).toContainText('Usual life: 72 → 48');
  await expect(usual(page)).toHaveValue('24');
  await save(page).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(usual(other)).toHaveValue('24');

  await shortest(other).fill('3');
  await usual(page).fill('30');
  await save(page).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await save(other).click();
  await expect(said(other)).toContainText('Usual life: 24 → 30');
  await other.getByRole('button', { name: 'Take theirs' }).click();
  await expect(usual(other)).toHaveValue('30');
  await expect(shortest(other)).toHaveValue('1');
});

test('a save whose answer is lost can be pressed again and happens once', async ({ page, house }) => {
  await page.goto('/settings');
  await usual(page).fill('24');
  await page.route('/settings', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort();
  });
  await save(page).click();
  await expect(said(page)).toContainText('The server did not answer');
  await page.unroute('/settings');
  await expect(usual(page)).toHaveValue('24');
  await save(page).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  let changes = 0;
  await house.asOwner(async (sql) => {
    changes = (await sql`select from log_leaves where event = 'settings_changed'`).count;
  });
  expect(changes).toBe(1);
});

test('g s goes there for an admin', async ({ page }) => {
  await page.goto('/drafts');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL('/settings');
});

for (const role of ['viewer', 'reviewer', 'operator'] as const) {
  test(`a ${role} reads the values and who may change them, and finds no field`, async ({
    house,
    openAs,
  }) => {
    const page = await openAs(house.people[role]);
    await page.goto('/settings');
    await expect(page.getByRole('definition').filter({ hasText: '72 hours' })).toBeVisible();
    await expect(page.getByText('Only an admin changes these: admin.')).toBeVisible();
    await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  });
}
