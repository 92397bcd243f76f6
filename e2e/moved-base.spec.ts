import { freshName } from '@/e2e/agent';
import { apply, commitButton, dialogOf, discardTrigger, prepareApply } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';

test('a base that moves while the dialog is open answers what moved and keeps what was typed', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const name = freshName('moving');
  await apply(page, (await proposed({ name })).review_url);
  const update = { operation: 'update', base_version: 1 };
  const mine = await proposed({ name, target_url: 'https://hooks.acme.dev/orders' }, update);
  const theirs = await proposed({ name, retry: { max_attempts: 9 } }, update);

  // Nothing but the refusal may tell this page: it gets no counters, and so never refreshes.
  await page.route(/\/api\/v1\/(stream|drafts\/count)/, (route) => route.abort());
  const dialog = await prepareApply(page, mine.review_url, 'hooks.acme.dev');
  await apply(await openAs(house.people.admin), theirs.review_url);
  await commitButton(page).click();

  await expect(dialog.getByRole('alert')).toContainText('BASE_CHANGED', { timeout: 15_000 });
  const moved = dialog.getByRole('table', { name: 'What moved since the draft was made' });
  await expect(moved.getByRole('row', { name: /^Retries/ })).toContainText('9');
  await expect(dialog.getByRole('textbox')).toHaveValue('hooks.acme.dev');
  await page.goto(mine.review_url);
  await expect(page.getByRole('alert').first()).toContainText('Base moved from v1 to v2');
  await expect(page.getByRole('link', { name: 'Propose an update of what is live now' })).toHaveAttribute(
    'href',
    `/drafts/new?type=endpoint&operation=update&name=${name}`,
  );
  await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0);
  await expect(discardTrigger(page)).toBeVisible();
});

test('a delete whose base moved says what it would delete, and links to a new one', async ({
  page,
  proposed,
}) => {
  const name = freshName('moved-delete');
  await apply(page, (await proposed({ name })).review_url);
  const removal = await proposed({ name }, { operation: 'delete', base_version: 1 });
  const theirs = await proposed(
    { name, retry: { max_attempts: 9 } },
    { operation: 'update', base_version: 1 },
  );
  await apply(page, theirs.review_url);
  await page.goto(removal.review_url);
  await expect(page.getByRole('alert').first()).toContainText('would delete what nobody has looked at');
  await expect(page.getByRole('link', { name: 'Propose the delete of what is live now' })).toBeVisible();
});

test('a draft that is decided elsewhere while the dialog is open cannot be sent any more', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const { review_url } = await proposed({ name: freshName('elsewhere') });
  const dialog = await prepareApply(page, review_url);
  await apply(await openAs(house.people.admin), review_url);
  await expect(dialog.getByRole('alert')).toContainText('changed while the dialog was open');
  await expect(commitButton(page)).toBeDisabled();
  await expect(dialog.getByRole('textbox')).toHaveValue('hooks.acme.com');
  await dialogOf(page).getByRole('button', { name: 'Keep pending' }).click();
  await expect(page.getByText(/^Applied by admin/)).toBeVisible();
});
