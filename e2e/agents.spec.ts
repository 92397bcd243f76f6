import type { Page } from '@playwright/test';
import { z } from 'zod';
import { propose } from '@/e2e/agent';
import { firstRun } from '@/e2e/first-run';
import { expect, test } from '@/e2e/house';
import { connect } from '@/lib/mcp/testing/agent-client';
import { callBody, post } from '@/lib/mcp/testing/raw-call';

test.use({ role: 'operator' });

const problemSchema = z.object({ code: z.string() });
const listedIn = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

/** What a call with this key is answered before any tool is asked. */
async function refusedWith(token: string): Promise<[number, string]> {
  const answer = await post(firstRun().mcp_url, token, callBody('draft_list'));
  return [answer.status, problemSchema.parse(await answer.json()).code];
}

/** Issues a key on the page, as an operator does, and takes its token. */
async function issueOn(page: Page, name: string): Promise<string> {
  await page.goto('/agents');
  await page.getByRole('link', { name: 'New key' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Agent', { exact: true }).fill('deploy-bot');
  await page.getByLabel('Purpose').fill('Proposes endpoints in an end-to-end test');
  await page.getByLabel(/^Read drafts/).check();
  await page.getByLabel(/^Propose endpoints/).check();
  await page.getByLabel(/^Business workflows/).check();
  await page.getByLabel(/^Internal engineering/).check();
  await page.getByRole('button', { name: 'Issue key' }).click();
  await expect(page.getByRole('heading', { name: 'Take the key now' })).toBeVisible();
  const token = await page.locator('.token-once pre').first().innerText();
  await expect(page.locator('.token-once pre').last()).toContainText(`Bearer ${token}`);
  return token;
}

test('an operator issues a key, an agent works with it, and each stop bites at its next call', async ({
  page,
}) => {
  const name = `bot ${crypto.randomUUID().slice(0, 8)}`;
  const token = await issueOn(page, name);
  await page.getByRole('link', { name: 'I have it' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(token.slice(13));

  const agent = await connect(firstRun().mcp_url, token);
  const made = await propose(agent, { name: `of-${token.slice(4, 12).toLowerCase()}-key` });
  expect(made.draft.status).toBe('pending');
  const elsewhere = await agent.callTool({
    name: 'draft_create_endpoint',
    arguments: {
      spec: {
        name: 'in-prod',
        provider_template: 'generic',
        target_url: 'https://hooks.acme.com/x',
        environment: 'prod',
      },
      rationale: 'a test',
    },
  });
  expect(elsewhere.structuredContent).toMatchObject({ error: { code: 'ENVIRONMENT_NOT_ALLOWED' } });
  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: 'draft_create_endpoint' })).toContainText('2');

  await page.goto('/agents');
  await listedIn(page, name).getByRole('button', { name: 'Suspend' }).click();
  await expect(listedIn(page, name).getByText('Suspended', { exact: true })).toBeFocused();
  expect(await refusedWith(token)).toEqual([403, 'KEY_SUSPENDED']);

  await listedIn(page, name).getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Resume…' }).click();
  await page.getByLabel('Reason').fill('It was looked into');
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await propose(agent, { name: `resumed-${token.slice(4, 12).toLowerCase()}-key` });

  await page.getByRole('button', { name: 'Rotate…' }).click();
  await page.getByLabel('Hours that the old key still works').fill('0');
  await page.getByRole('button', { name: 'Make the new key' }).click();
  const next = await page.locator('.token-once pre').first().innerText();
  expect(await refusedWith(token)).toEqual([401, 'KEY_EXPIRED']);
  await page.getByRole('link', { name: 'I have it' }).click();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Replaces /)).toContainText('which no longer works');
  await page.getByRole('button', { name: 'Revoke…' }).click();
  await page.getByLabel('Reason').fill('The test is over');
  await page.getByRole('button', { name: 'Revoke for good' }).click();
  await expect(page.getByText('Revoked', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /…$/ })).toHaveCount(0);
  expect(await refusedWith(next)).toEqual([401, 'KEY_REVOKED']);
  await agent.close();

  await page.goto('/evidence?event=key_revoked');
  await expect(page.getByRole('row').filter({ hasText: 'Agent key revoked by operator' })).toBeVisible();
});

test('revoking a successor says that the key it replaced still works, and leads to it', async ({ page }) => {
  const name = `bot ${crypto.randomUUID().slice(0, 8)}`;
  const replaced = await issueOn(page, name);
  await page.getByRole('link', { name: 'I have it' }).click();
  await page.getByRole('button', { name: 'Rotate…' }).click();
  await page.getByRole('button', { name: 'Make the new key' }).click();
  await page.getByRole('link', { name: 'I have it' }).click();
  await expect(page.getByText(/^Replaces /)).toContainText('which still works for');
  await page.getByRole('button', { name: 'Revoke…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText(/The key it replaced still works for \d+ h/);
  await dialog.getByRole('link', { name: 'revoke it too' }).click();
  await expect(page.getByText(/^Replaced by /)).toContainText(/\. This key still works for \d+ h/);
  await page.getByRole('button', { name: 'Revoke…' }).click();
  await page.getByLabel('Reason').fill('The test is over');
  await page.getByRole('button', { name: 'Revoke for good' }).click();
  await expect(page.getByText('Revoked', { exact: true })).toBeVisible();
  expect(await refusedWith(replaced)).toEqual([401, 'KEY_REVOKED']);
});

test('a key that would open nothing is not issued, and the class it lacks is named', async ({ page }) => {
  await page.goto('/agents/new');
  await page.getByLabel('Name', { exact: true }).fill('idle');
  await page.getByLabel('Agent', { exact: true }).fill('idle-bot');
  await page.getByLabel('Purpose').fill('Opens nothing in an end-to-end test');
  await page.getByLabel(/^Read evidence/).check();
  await page.getByRole('button', { name: 'Issue key' }).click();
  await expect(page.getByText(/^Add the data class production_telemetry/)).toBeVisible();
});

test('what is wrong is said at its field, what was typed stays, and a viewer’s key cannot propose', async ({
  page,
}) => {
  await page.goto('/agents/new');
  await page.getByLabel('Name', { exact: true }).fill('kept');
  await page.getByLabel('Purpose').fill('short');
  await page.getByLabel('Days').fill('91');
  await page.getByRole('button', { name: 'Issue key' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('No key was issued');
  await expect(page.getByText('Must be at most 90.')).toBeVisible();
  await expect(page.getByLabel('Agent', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('kept');
  await page.getByLabel('Owner').selectOption({ label: 'viewer, viewer' });
  await expect(page.getByLabel(/^Propose endpoints/)).toBeDisabled();
  await expect(page.getByLabel(/^Read drafts/)).toBeEnabled();
});

test('a reviewer looks at keys and changes none', async ({ openAs, house }) => {
  const page = await openAs(house.people.reviewer);
  await page.goto('/agents');
  await expect(page.getByRole('table', { name: 'Agent keys' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Suspend/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'New key' })).toHaveCount(0);
  await page.goto('/agents/new');
  await expect(page.getByText('An operator or an admin manages agent keys.')).toBeVisible();
});

test('an operator changes what a key may, and who was slower reads what changed before they decide again', async ({
  page,
}) => {
  const name = `bot ${crypto.randomUUID().slice(0, 8)}`;
  await issueOn(page, name);
  await page.getByRole('link', { name: 'I have it' }).click();
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await page.waitForURL(/\/change$/);
  await expect(page.getByRole('heading', { name: `Change ${name}` })).toBeVisible();
  await expect(page.getByLabel(/^Read drafts/)).toBeChecked();
  await expect(page.getByLabel(/^Read evidence/)).not.toBeChecked();
  const slower = await page.context().newPage();
  await slower.goto(page.url());

  await page.getByLabel('At once').fill('700');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was changed' })).toBeVisible();
  await expect(page.getByLabel('At once')).toBeFocused();
  await page.getByLabel('At once').fill('7');
  await page.getByText('Narrow it further').click();
  await page.getByLabel('Only from these addresses').fill('198.51.100.0/24');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  const facts = page.locator('.facts');
  await expect(facts).toContainText('60 calls a minute, 7 at once');
  await expect(facts).toContainText('198.51.100.0/24');

  // By its own request that is refused, or because it was told before: then there is nothing to press any more.
  await slower.getByLabel('Drafts that may wait').fill('3');
  await slower.getByLabel('Drafts that may wait').press('Enter');
  const said = slower.getByRole('alert').filter({ hasText: 'What you typed was not saved' });
  await expect(said).toContainText('Pace: 60 calls a minute, 60 at once → 60 calls a minute, 7 at once');
  await expect(said).toContainText('Addresses: Any → 198.51.100.0/24');
  await expect(slower.getByRole('button', { name: 'Save' })).toBeDisabled();
  await slower.getByRole('button', { name: 'Begin again from how it is now' }).click();
  await expect(slower.getByLabel('At once')).toHaveValue('7');
  await slower.getByLabel('Drafts that may wait').fill('3');
  await slower.getByRole('button', { name: 'Save' }).click();
  await expect(slower.locator('.facts')).toContainText('At most 3');
  await expect(slower.locator('.facts')).toContainText('7 at once');

  const { items } = z
    .object({ items: z.array(z.object({ event: z.string() })) })
    .parse(await (await page.request.get('/api/v1/evidence?limit=20')).json());
  expect(items.filter(({ event }) => event === 'key_changed').length).toBeGreaterThanOrEqual(2);
});
