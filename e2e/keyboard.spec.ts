import type { Page } from '@playwright/test';
import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';

const names = ['one', 'two', 'three'].map(freshName);
const pointed = (page: Page) => page.locator('tr.cursor').getByRole('link').first();

test.beforeEach(async ({ page, proposed }) => {
  let hours = 10;
  for (const name of names) await proposed({ name }, { ttl_hours: (hours += 1) });
  await page.goto('/drafts');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(pointed(page)).toHaveText(names[0] ?? '');
});

test('j, k, Enter and u go round and come back to the row', async ({ page }) => {
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(pointed(page)).toHaveText(names[2] ?? '');
  await page.keyboard.press('j');
  await expect(pointed(page)).toHaveText(names[2] ?? '');
  await page.keyboard.press('k');
  await expect(pointed(page)).toHaveText(names[1] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(names[1] ?? '');
  await page.keyboard.press('Shift+J');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(names[2] ?? '');
  await page.keyboard.press('Shift+K');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(names[1] ?? '');
  await page.keyboard.press('u');
  await expect(page).toHaveURL('/drafts');
  await expect(pointed(page)).toHaveText(names[1] ?? '');
});

test('the sheet lists every key that the page knows, and only those do anything', async ({ page }) => {
  const listed = async () => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(sheet).toBeVisible();
    const terms = await sheet.getByRole('term').allInnerTexts();
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    return terms.toSorted();
  };
  const everywhere = [
    'Go to Agents',
    'Go to Audit',
    'Go to Deliveries',
    'Go to Evidence',
    'Go to History',
    'Go to Inbox',
    'Go to Policy',
    'Go to Resources',
    'Go to Safety',
    'This sheet',
  ];
  const inbox = ['Next draft', 'Open review', 'Open review', 'Previous draft', 'Search', 'Show new drafts'];
  expect(await listed()).toEqual([...everywhere, ...inbox].toSorted());
  for (const key of 'abcdefhilmnpqrstuvwxyz') {
    await page.keyboard.press(key);
    await expect(page).toHaveURL('/drafts');
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
  }
  await page.keyboard.press('o');
  await expect(page.locator('[data-diff-ready]')).toBeVisible();
  for (const box of await page.getByRole('main').getByRole('checkbox').all()) await box.check();
  const review = ['Back to the inbox', 'Copy link', 'Next draft', 'Next flag', 'Open Apply', 'Open Discard'];
  const more = ['Previous draft', 'Previous flag', 'Split or unified diff'];
  expect(await listed()).toEqual([...everywhere, ...review, ...more].toSorted());
});

test('g and a letter goes to a page', async ({ page }) => {
  for (const [key, path] of [
    ['h', '/history'],
    ['r', '/resources/endpoints'],
    ['e', '/evidence'],
    ['i', '/drafts'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page).toHaveURL(path);
  }
});

test('the sheet gives focus back to where it was when Escape closes it', async ({ page }) => {
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-diff-ready]')).toBeVisible();
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const link = page.getByRole('link', { name: 'All of this draft' });
  await link.focus();
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(link).toBeFocused();
});

test('keys are dead while typing, behind a dialog, and when single keys are off', async ({ page }) => {
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  await page.keyboard.type('jok?');
  await expect(search).toHaveValue('jok?');
  await expect(page).toHaveURL('/drafts?q=jok?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await search.fill('');
  await expect(page).toHaveURL('/drafts');
  await search.blur();

  await page.keyboard.press('?');
  await page.getByRole('dialog').getByRole('checkbox').uncheck();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await expect(pointed(page)).toHaveText(names[0] ?? '');
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await expect(pointed(page)).toHaveText(names[0] ?? '');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('j');
  await expect(pointed(page)).toHaveText(names[0] ?? '');
});
