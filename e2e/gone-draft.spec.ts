import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';
import { runScript } from '@/e2e/run-script';

test('a draft that was cleared away says so and leads to its evidence; one that never was is not found', async ({
  page,
  house,
  proposed,
}) => {
  const { draft, review_url } = await proposed({ name: freshName('old') });
  await house.asOwner(async (sql) => {
    await sql`update drafts set expires_at = created_at + interval '1 ms' where id = ${draft.id}`;
    await sql`update drafts set status = 'expired', expired_at = now() - interval '400 days' where id = ${draft.id}`;
  });
  runScript('scripts/gc.ts');
  await page.goto(review_url);
  await expect(page.getByRole('heading', { name: 'This draft has been cleared away' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText([/draft_purged/, /draft_created/]);
  await page.getByRole('link', { name: '#0' }).click();
  await expect(page).toHaveURL('/evidence/0');
  await expect(page.getByText('Proved: it lies in the log of 2 leaves')).toBeVisible();
  await page.goto(review_url.replace(/.$/, (last) => (last === 'X' ? 'Y' : 'X')));
  await expect(page.getByRole('heading', { name: 'There is no such draft' })).toBeVisible();
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
