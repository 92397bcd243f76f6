import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';

test('a draft that was cleared away keeps its evidence on its page', async ({ page, house, proposed }) => {
  const { draft, review_url } = await proposed({ name: freshName('gone') });
  await house.asOwner((sql) => sql`delete from drafts where id = ${draft.id}`);
  await page.goto(review_url);
  await expect(page.getByRole('heading', { name: 'This draft has been cleared away' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText([/draft_created/]);
});

test('an id that an agent invented in a refused apply is no draft that is gone', async ({
  page,
  house,
  playwright,
  baseURL,
}) => {
  const invented = 'drf_01M7Y38X9D4H1HZQHYKMKW5ZZZ';
  const agent = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const refused = await agent.post(`/api/v1/drafts/${invented}/apply`, {
    headers: { authorization: `Bearer ${house.keys.active}` },
    data: {},
  });
  expect(refused.status()).toBe(403);
  await agent.dispose();
  const kept = await page.request.get(`/api/v1/evidence?draft_id=${invented}`);
  expect(await kept.json()).toMatchObject({ items: [{ event: 'draft_apply_refused' }] });
  const answer = await page.goto(`/drafts/${invented}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('main')).toContainText('There is no such draft');
});
