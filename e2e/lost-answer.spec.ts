import { freshName } from '@/e2e/agent';
import { actionsOf, commitButton, dialogOf, prepareApply } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';

const unknown = 'Outcome unknown. Looking…';

test('an apply whose answer is lost is looked up and not sent again', async ({ page, proposed }) => {
  const { review_url, draft } = await proposed({ name: freshName('lost') });
  await prepareApply(page, review_url);
  const sent = actionsOf(page);
  await page.route(`**/drafts/${draft.id}`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await commitButton(page).click();
  await expect(dialogOf(page).getByText(unknown)).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Applied\. Evidence #\d+$/ })).toBeVisible();
  expect(sent).toHaveLength(1);
});

test('an apply that never arrived is found pending and may be decided again', async ({ page, proposed }) => {
  test.slow();
  const { review_url } = await proposed({ name: freshName('unsent') });
  await prepareApply(page, review_url);
  const sent = actionsOf(page);
  await page.context().setOffline(true);
  await commitButton(page).click();
  await expect(dialogOf(page).getByText(unknown)).toBeVisible();
  await page.context().setOffline(false);
  await expect(dialogOf(page).getByText('The draft is still pending.')).toBeVisible({ timeout: 30_000 });
  expect(sent).toHaveLength(1);
  await expect(dialogOf(page).getByRole('textbox')).toHaveValue('hooks.acme.com');
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: /^Applied\. Evidence #\d+$/ })).toBeVisible();
  expect(sent).toHaveLength(2);
});
