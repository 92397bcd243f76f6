import type { Page } from '@playwright/test';
import { freshName } from '@/e2e/agent';
import { apply } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';
import { applyByRest, discardByRest } from '@/e2e/rest';

const followUp = (page: Page, name: string) => page.getByRole('button', { name });

test('a revert is a draft of its own: the person proposes it, another applies it', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const name = freshName('orders');
  const created = await proposed({ name });
  await applyByRest(page.request, house.people.reviewer, created);
  await page.goto(created.review_url);
  await followUp(page, 'Propose a revert').click();
  await expect(page).not.toHaveURL(created.review_url);
  await expect(page.getByText('Undoes what was applied:')).toBeVisible();
  await expect(page.getByText('You proposed this draft. Someone else must apply it.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Enabled/ })).toBeVisible();
  const admin = await openAs(house.people.admin);
  await apply(admin, page.url());
  await page.goto(created.review_url);
  await followUp(page, 'Propose a revert').click();
  await expect(page.getByText(/This spec changes nothing/)).toBeVisible();
  await expect(page).toHaveURL(created.review_url);
});

test('a discarded draft is restored as a new one, and clicked twice it is one', async ({
  page,
  house,
  proposed,
}) => {
  const created = await proposed({ name: freshName('again') });
  await discardByRest(page.request, house.people.reviewer, created, 'too early');
  await page.goto(created.review_url);
  await followUp(page, 'Restore as a new draft').dblclick();
  await expect(page.getByText('Proposes once more what was not applied:')).toBeVisible();
  const restored = page.url();
  await page.getByRole('link', { name: 'the draft before' }).click();
  await expect(page).toHaveURL(created.review_url);
  await followUp(page, 'Restore as a new draft').click();
  await expect(page).toHaveURL(restored);
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('sees what was decided and proposes nothing from it', async ({ page, house, proposed, openAs }) => {
    const created = await proposed({ name: freshName('seen') });
    const reviewer = await openAs(house.people.reviewer);
    await discardByRest(reviewer.request, house.people.reviewer, created, '');
    await page.goto(created.review_url);
    await expect(page.getByText(/^Discarded by reviewer/)).toBeVisible();
    await expect(followUp(page, 'Restore as a new draft')).toHaveCount(0);
  });
});
