import { expect, test } from '@playwright/test';
import { propose } from '@/e2e/agent';
import { actionsOf, commitButton, dialogOf, prepareApply } from '@/e2e/deciding';
import { firstRunPath, readFirstRun } from '@/host/first-run-file';
import { connect } from '@/lib/mcp/testing/agent-client';
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
  const run = readFirstRun(firstRunPath(server.dataDir));
  if (run === null) throw new Error('the product wrote no first-run.json');
  const person = run.reviewers.find(({ role }) => role === 'reviewer');
  const agent = await connect(run.mcp_url, run.agent_key);
  const { draft, review_url } = await propose(agent, { name: 'hang' });
  await agent.close();
  await page.goto(review_url);
  await page.getByLabel('E-mail').fill(person?.email ?? '');
  await page.getByLabel('Password').fill(person?.password ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(review_url);
  await prepareApply(page, review_url);

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
  expect(items.map(({ event }) => event).toSorted()).toEqual(['draft_applied', 'draft_created']);
});
