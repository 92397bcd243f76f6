import { randomBytes } from 'node:crypto';
import { freshName } from '@/e2e/agent';
import { actionsOf, commitButton, dialogOf, lookAt } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';
import { hashPassword } from '@/lib/domain/people/password';

const password = 'correct horse battery staple';

test('a session that ends in an open dialog loses no text, replays nothing, and decides after signing in', async ({
  page,
  house,
  proposed,
}) => {
  const { review_url, draft } = await proposed({ name: freshName('ending') });
  await lookAt(page, review_url);
  const sent = actionsOf(page);
  await page.keyboard.press('d');
  await dialogOf(page).getByText('Suspicious').click();
  await dialogOf(page).getByRole('textbox').fill('who asked for this?');
  const { session } = house.people.reviewer;
  await house.asOwner((sql) => sql`update sessions set revoked_at = now() where id = ${session}`);
  await expect(page.getByText('Reconnecting')).toBeVisible();

  await commitButton(page).click();
  const notice = dialogOf(page).getByRole('alert');
  await expect(notice).toContainText('Your session has ended');
  await expect(dialogOf(page).getByRole('textbox')).toHaveValue('who asked for this?');

  const hash = await hashPassword(password, randomBytes(16));
  const { id } = house.people.reviewer;
  await house.asOwner((sql) => sql`update users set password_hash = ${hash} where id = ${id}`);
  const opening = page.waitForEvent('popup');
  await notice.getByRole('link', { name: 'Sign in in a new tab' }).click();
  const tab = await opening;
  await tab.getByLabel('E-mail').fill(`${id.toLowerCase()}@example.com`);
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(tab).toHaveURL(review_url);
  await expect(tab.getByText('Pending', { exact: true })).toBeVisible();

  expect(sent).toHaveLength(1);
  await expect(dialogOf(page).getByRole('textbox')).toHaveValue('who asked for this?');
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: /^Discarded\. Evidence/ })).toBeVisible();
  expect(sent).toHaveLength(2);
  const evidence = await page.request.get(`/api/v1/evidence?draft_id=${draft.id}`);
  expect(JSON.stringify(await evidence.json()).match(/"draft_discarded"/g)).toHaveLength(1);
});

test('somebody else who signs in in another tab cannot decide with the first person’s dialog', async ({
  page,
  house,
  proposed,
}) => {
  const { review_url } = await proposed({ name: freshName('stranger') });
  await lookAt(page, review_url);
  await page.keyboard.press('d');
  await dialogOf(page).getByText('Other').click();
  await expect(commitButton(page)).toBeEnabled();
  await page.context().addCookies([await house.cookieOf(house.people.admin)]);
  await commitButton(page).click();
  await expect(dialogOf(page).getByRole('alert')).toContainText('USER_ID_MISMATCH');
});
