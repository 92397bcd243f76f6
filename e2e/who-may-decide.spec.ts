import { endpointSpec } from '@/db/testing/proposals';
import { freshName } from '@/e2e/agent';
import { apply, applyTrigger, discardTrigger } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';
import { proposeByRest } from '@/e2e/rest';

for (const role of ['viewer', 'operator'] as const) {
  test.describe(`a ${role}`, () => {
    test.use({ role });

    test('sees the draft, the reason, and neither Apply nor Discard', async ({ page, proposed }) => {
      await page.goto((await proposed({ name: freshName('seen') })).review_url);
      await expect(page.locator('[data-diff-ready]')).toBeVisible();
      const bar = page.getByRole('region', { name: 'Decision' });
      await expect(bar).toContainText(`Your role is ${role}. A reviewer or an admin decides.`);
      await expect(bar.getByRole('button')).toHaveCount(0);
      await expect(page.getByRole('main').getByRole('checkbox')).toHaveCount(0);
      for (const key of ['a', 'd']) await page.keyboard.press(key);
      await expect(page.getByRole('alertdialog')).toHaveCount(0);
    });
  });
}

test('a draft of the reviewer’s own agent is marked, and for another reviewer it is not', async ({
  page,
  house,
  proposed,
  openAs,
}) => {
  const { review_url } = await proposed({ name: freshName('own') });
  await page.goto(review_url);
  await expect(page.getByText('Your own agent')).toBeVisible();
  const admin = await openAs(house.people.admin);
  await admin.goto(review_url);
  await expect(applyTrigger(admin)).toBeVisible();
  await expect(admin.getByText('Your own agent')).toHaveCount(0);
});

test('a person’s own draft tells them before they click that somebody else must apply it', async ({
  page,
  house,
  openAs,
}) => {
  const spec = endpointSpec({ name: freshName('by-hand'), environment: 'dev' });
  const { review_url } = await proposeByRest(page.request, house.people.reviewer, spec);
  await page.goto(review_url);
  await expect(page.getByText('You proposed this draft. Someone else must apply it.')).toBeVisible();
  await expect(applyTrigger(page)).toHaveCount(0);
  await expect(discardTrigger(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The proposer’s claim' })).toBeVisible();
  const admin = await openAs(house.people.admin);
  await page.goto(`/drafts?q=${String(spec['name'])}`);
  await expect(page.getByRole('button', { name: 'Waiting for others 1' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Your turn/ })).toHaveCount(0);
  await admin.goto(`/drafts?q=${String(spec['name'])}`);
  await expect(admin.getByRole('button', { name: 'Your turn 1' })).toBeVisible();
  await apply(admin, review_url);
});
