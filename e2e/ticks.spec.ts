import { freshName } from '@/e2e/agent';
import { actionsOf, applyTrigger, commitButton, dialogOf, lookAt, prepareApply } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';

const elsewhere = { target_url: 'https://hooks.acrne.com/orders' };
const applied = /^Applied\. Evidence #\d+$/;

test('what was ticked is sent, kept as evidence and shown with the name of who ticked it', async ({
  page,
  house,
  proposed,
}) => {
  await applyByRest(page.request, house.people.reviewer, await proposed({ name: freshName('known') }));
  const { review_url } = await proposed({ name: freshName('ticked'), ...elsewhere });
  await prepareApply(page, review_url, 'hooks.acrne.com');
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: applied })).toBeVisible();
  await page.goto(review_url);
  const trail = page.getByRole('table', { name: 'Evidence records of this draft' });
  await expect(trail.getByRole('row', { name: /^Applied/ })).toContainText(
    'ticked by reviewer: lookalike-host, new-domain',
  );
});

test('a flag that was raised after the page was opened stops the apply until it is ticked', async ({
  page,
  house,
  proposed,
}) => {
  const { review_url, draft } = await proposed({ name: freshName('raised'), ...elsewhere });
  const known = await proposed({ name: freshName('known') });
  // Nothing tells this page that the tenant changed: neither the stream nor a refetch of the page.
  await page.route('**/api/v1/**', (route) => route.abort());
  await prepareApply(page, review_url, 'hooks.acrne.com');
  await page.route(`**/drafts/${draft.id}**`, async (route) => {
    if (route.request().method() !== 'GET') await route.continue();
  });
  await applyByRest(page.context().request, house.people.reviewer, known);
  const sent = actionsOf(page);
  await commitButton(page).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('alert')).toHaveText(
    /^A flag was raised since you opened this page: Looks like a live host\. Close this dialog/,
  );
  await expect(commitButton(page)).toBeDisabled();
  expect(sent).toHaveLength(1);

  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await lookAt(page, review_url);
  await expect(page.getByRole('heading', { name: /lookalike-host$/ })).toBeVisible();
  await applyTrigger(page).click();
  await dialog.getByRole('textbox').fill('hooks.acrne.com');
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: applied })).toBeVisible();
  await page.goto(review_url);
  const trail = page.getByRole('table', { name: 'Evidence records of this draft' });
  await expect(trail.getByRole('row')).toHaveText([
    /^Proposed/,
    /^Apply refused/,
    /^Seen, to decide it/,
    /^Applied/,
  ]);
});

test('a flag that the open page learns of closes the last button and says why', async ({
  page,
  house,
  proposed,
}) => {
  const { review_url } = await proposed({ name: freshName('learns'), ...elsewhere });
  const known = await proposed({ name: freshName('known') });
  await prepareApply(page, review_url, 'hooks.acrne.com');
  await applyByRest(page.request, house.people.reviewer, known);
  await expect(dialogOf(page).getByRole('alert')).toContainText('Looks like a live host');
  await expect(commitButton(page)).toBeDisabled();
  await dialogOf(page).getByRole('button', { name: 'Keep pending' }).click();
  await expect(applyTrigger(page)).toBeDisabled();
  await expect(page.getByText('Tick 1 more flag to enable Apply')).toBeVisible();
  await page.getByRole('checkbox', { name: /hooks\.acrne\.com belongs to us/ }).check();
  await applyTrigger(page).click();
  await expect(dialogOf(page).getByRole('textbox')).toHaveValue('hooks.acrne.com');
  await dialogOf(page).getByRole('textbox').scrollIntoViewIfNeeded();
  await expect(dialogOf(page).getByRole('alert')).toHaveCount(0);
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: applied })).toBeVisible();
});
