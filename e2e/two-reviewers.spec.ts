import { freshName } from '@/e2e/agent';
import { commitButton, dialogOf, prepareApply } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';

test('two people who apply one draft at the same moment change production once', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const name = freshName('contested');
  const { review_url, draft } = await proposed({ name });
  const pages = [page, await openAs(house.people.admin)];
  for (const each of pages) await prepareApply(each, review_url);
  await Promise.all(pages.map((each) => commitButton(each).click()));

  const won = (each: typeof page) => each.getByRole('heading', { name: /^Applied\. Evidence/ });
  const lost = (each: typeof page) => dialogOf(each).getByText('DRAFT_NOT_PENDING');
  for (const each of pages) await expect(won(each).or(lost(each))).toBeVisible();
  const winners = await Promise.all(pages.map((each) => won(each).count()));
  expect(winners.reduce((sum, count) => sum + count)).toBe(1);

  const evidence = await page.request.get(`/api/v1/evidence?draft_id=${draft.id}`);
  const { items } = (await evidence.json()) as { items: { event: string }[] };
  expect(items.filter(({ event }) => event === 'draft_applied')).toHaveLength(1);
  const endpoints = await page.request.get(`/api/v1/endpoints?name=${name}`);
  expect(await endpoints.json()).toMatchObject({ items: [{ name, version: 1 }] });
});

test('a draft that somebody else decides stays in the list as a ghost, and a new one waits', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const first = await proposed({ name: freshName('ghost') });
  const stays = freshName('stays');
  await proposed({ name: stays });
  await page.goto('/drafts');
  const row = page.getByRole('row', { name: new RegExp(stays) });
  const before = await row.boundingBox();

  const admin = await openAs(house.people.admin);
  await prepareApply(admin, first.review_url);
  await commitButton(admin).click();
  await expect(page.getByRole('row', { name: /Applied by admin/ })).toBeVisible();
  const late = freshName('late');
  await proposed({ name: late });
  await expect(page.getByRole('button', { name: /^1 new draft/ })).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(late) })).toHaveCount(0);
  expect(await row.boundingBox()).toEqual(before);

  await page.keyboard.press('r');
  await expect(page.getByRole('row', { name: new RegExp(late) })).toBeVisible();
});
