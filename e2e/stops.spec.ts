import type { Page } from '@playwright/test';
import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';
import { openCircuit } from '@/e2e/open-circuit';
import { stopByRest } from '@/e2e/rest';
import { callBody, post } from '@/lib/mcp/testing/raw-call';
import { firstRun } from './first-run';

const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'Stopped:' });
const inForce = (page: Page) => page.getByRole('list', { name: 'Stopped now' }).getByRole('listitem');
const ask = (token: string) => post(firstRun().mcp_url, token, callBody('draft_list'));

test('a reviewer stops everything with two clicks: agents are refused within a second, every page says so, drafts freeze', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const draft = await proposed({ name: freshName('frozen') });
  expect((await ask(house.keys.active)).status).toBe(200);
  await page.goto('/drafts');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('x');
  await expect(page).toHaveURL('/safety');
  await expect(page.getByText('Nothing is stopped.')).toBeVisible();
  await page.getByRole('button', { name: 'Stop everything' }).click();
  const from = performance.now();
  await page.getByRole('button', { name: 'Stop everything now?' }).click();
  await expect.poll(async () => (await ask(house.keys.active)).status, { intervals: [50] }).toBe(503);
  // What a browser needs to send a click is in it.
  expect(performance.now() - from).toBeLessThan(3000);
  await expect(inForce(page)).toContainText('all agents and every apply');
  await expect(inForce(page)).toContainText('reviewer');
  await expect(page.getByText('An operator or an admin resumes it.')).toBeVisible();
  await expect(banner(page)).toBeVisible();

  await page.goto(`/drafts/${draft.draft.id}`);
  await expect(banner(page)).toContainText('all agents and every apply');
  await expect(page.getByText(/Stopped by reviewer on .* UTC: the whole tenant\./).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0);
  await expect(page.getByText('Apply is blocked.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Discard/ })).toBeEnabled();

  const operator = await openAs(house.people.operator);
  await operator.goto('/drafts');
  await banner(operator).getByRole('link', { name: 'Safety' }).click();
  await operator.getByText('Resume…').click();
  const form = operator.getByRole('form', { name: /^Resume/ });
  const resume = form.getByRole('button', { name: 'Resume' });
  await form.getByLabel('Why may it go on?').fill('It was a drill');
  await expect(resume).toBeDisabled();
  const name = (await form.locator('label .mono').textContent()) ?? '';
  await form.getByLabel(/to resume it/).fill(name);
  await resume.click();
  await expect(operator.getByText('Nothing is stopped.')).toBeVisible();
  expect((await ask(house.keys.active)).status).toBe(200);
  // The other browser hears of it.
  await expect(banner(page)).toBeHidden();
  await expect(page.getByRole('button', { name: /^Apply/ })).toBeVisible();

  await operator.goto('/evidence');
  await expect(operator.getByRole('row').filter({ hasText: 'Resumed by operator' })).toBeVisible();
  await expect(operator.getByRole('row').filter({ hasText: 'Stopped by reviewer' })).toBeVisible();
});

test('a stop of one run or one tool is named, and a viewer can only look', async ({
  page,
  house,
  openAs,
}) => {
  await page.goto('/safety');
  await page.getByText('One run').click();
  const stop = page.getByRole('button', { name: 'Stop this run' });
  await expect(stop).toBeDisabled();
  await page.getByRole('textbox', { name: 'Run' }).fill('run-7');
  await stop.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Nothing is stopped.')).toBeVisible();
  await stop.click();
  await page.getByRole('button', { name: 'Stop this run now?' }).click();
  await expect(inForce(page)).toContainText('run run-7');
  await page.getByText('One tool').click();
  await page.getByRole('combobox', { name: 'Tool' }).selectOption('draft_list');
  await page.getByRole('button', { name: 'Stop this tool' }).click();
  await page.getByRole('button', { name: 'Stop this tool now?' }).click();
  await expect(inForce(page)).toHaveCount(2);
  await expect(banner(page)).toContainText('And 1 more.');
  expect((await ask(house.keys.active)).status).toBe(503);

  const viewer = await openAs(house.people.viewer);
  await viewer.goto('/safety');
  await expect(inForce(viewer)).toHaveCount(2);
  await expect(viewer.getByRole('button', { name: /^Stop/ })).toHaveCount(0);
  await expect(viewer.getByText('Resume…')).toHaveCount(0);
});

test('a run is stopped from its own page, and the rows of its drafts say so', async ({ page, proposed }) => {
  const run = freshName('run');
  const [stopped, free] = [freshName('of-the-run'), freshName('of-no-run')];
  await proposed({ name: stopped }, { run_id: run });
  await proposed({ name: free });
  await page.goto(`/runs/${run}`);
  await page.getByRole('button', { name: 'Stop this run' }).click();
  await page.getByRole('button', { name: 'Stop this run now?' }).click();
  await expect(page.getByText('Its calls are refused and its drafts are frozen.')).toBeVisible();
  await expect(banner(page)).toContainText(`run ${run}`);
  await page.goto('/drafts');
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row(stopped)).toContainText(/Stopped by reviewer on .* UTC: the run that this belongs to\./);
  await expect(row(stopped).getByText('Stopped', { exact: true })).toBeVisible();
  await expect(row(free)).not.toContainText('Stopped');
});

test('a paused key is shown, and an operator lets it in with a reason', async ({ house, openAs }) => {
  await house.asOwner(openCircuit('active'));
  expect((await ask(house.keys.active)).status).toBe(503);
  const operator = await openAs(house.people.operator);
  await operator.goto('/safety');
  const paused = operator.getByRole('list', { name: 'Paused keys' }).getByRole('listitem');
  await expect(paused).toContainText('active');
  await operator.getByText('Let it in now…').click();
  await operator.getByLabel('Why?').fill('The prompt was corrected');
  await operator.getByRole('button', { name: 'Let it in', exact: true }).click();
  await expect(operator.getByText('Every key is let in.')).toBeVisible();
  expect((await ask(house.keys.active)).status).toBe(200);
});

test('a stop that somebody else makes reaches an open page by itself', async ({ page, house, openAs }) => {
  await page.goto('/history');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const operator = await openAs(house.people.operator);
  await stopByRest(operator.request, { scope: 'run', subject: 'run-9' });
  await expect(banner(page)).toContainText('run run-9');
});
