import { expect, test } from '@playwright/test';
import { actionsOf, commitButton, dialogOf } from '@/e2e/deciding';
import { readyToApply } from './ready-to-apply';
import { Server } from './server';

let server: Server;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await Server.start();
});
test.afterAll(async () => {
  server.wakeDatabase();
  await server.stop();
});

test('an apply that hangs is said to be unknown, is looked up, and is not sent again', async ({ page }) => {
  test.setTimeout(120_000);
  const { draft } = await readyToApply(page, server, 'hang');

  const sent = actionsOf(page);
  server.hangDatabase();
  await commitButton(page).click();
  await expect(dialogOf(page)).toHaveAttribute('aria-busy', 'true');
  await expect(dialogOf(page).getByText('Outcome unknown. Looking…')).toBeVisible({ timeout: 25_000 });
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeVisible();

  server.wakeDatabase();
  const done = page.getByRole('heading', { name: /^Applied\. Evidence #\d+$/ });
  const pending = dialogOf(page).getByText('The draft is still pending.');
  await expect(done.or(pending)).toBeVisible({ timeout: 40_000 });
  expect(sent).toHaveLength(1);
  if (await pending.isVisible()) await commitButton(page).click();
  await expect(done).toBeVisible();
  const answer = await page.request.get(`${server.url}/api/v1/evidence?draft_id=${draft.id}`);
  const { items } = (await answer.json()) as { items: { event: string }[] };
  expect(items.map(({ event }) => event).toSorted()).toEqual([
    'draft_applied',
    'draft_created',
    'draft_viewed',
  ]);
});
