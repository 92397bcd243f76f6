import { freshName } from '@/e2e/agent';
import { applyTrigger } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';

test('what a spec leaves out is said on the review and on the page of the endpoint', async ({
  page,
  house,
  proposed,
}) => {
  const created = await proposed({ name: freshName('open'), verification: undefined });
  await page.goto(created.review_url);
  const words = page.getByRole('table', { name: /in words/ });
  await expect(words.getByRole('row', { name: /^Verification/ })).toContainText('none');
  await expect(words.getByRole('row', { name: /^Verification/ })).toContainText('Senders are not verified');
  await expect(words.getByRole('row', { name: /^IP allow-list/ })).toContainText('any address');
  const id = await applyByRest(page.request, house.people.reviewer, created);
  await page.goto(`/resources/endpoints/${id}`);
  const settings = page.getByRole('table', { name: /^Settings/ });
  await expect(settings.getByRole('row', { name: 'Verification none' })).toBeVisible();
  await expect(settings.getByRole('row', { name: 'IP allow-list any address' })).toBeVisible();
});

test('another draft of the same resource is one link away', async ({ page, proposed }) => {
  const name = freshName('twin');
  const first = await proposed({ name });
  const second = await proposed({ name, timeout_seconds: 9 });
  await page.goto(first.review_url);
  const twin = page.getByRole('listitem').filter({ hasText: `also wants to create ${name}.` });
  await expect(twin).toBeVisible();
  await twin.getByRole('link').click();
  await expect(page).toHaveURL(second.review_url);
  await expect(page.getByRole('listitem').filter({ hasText: `also wants to create ${name}.` })).toBeVisible();
});

test('a tier says why, and what it was when the draft was proposed', async ({ page, house, proposed }) => {
  const { reviewer } = house.people;
  const name = freshName('tier');
  await applyByRest(page.request, reviewer, await proposed({ name }));
  const path = { name, target_url: 'https://hooks.acme.com/v2' };
  const moved = await proposed(path, { operation: 'update' });
  await page.goto(moved.review_url);
  await expect(page.getByText('Medium because it changes Path.', { exact: true })).toBeVisible();
  const fresh = { target_url: 'https://in.example.net/a' };
  const created = await proposed({ name: freshName('tier'), ...fresh });
  await applyByRest(page.request, reviewer, await proposed({ name: freshName('near'), ...fresh }));
  await page.goto(created.review_url);
  const note = 'Medium now; high when proposed. Medium because it creates an endpoint.';
  await expect(page.getByText(note, { exact: true })).toBeVisible();
});

test('a person who may not decide is not told that it is their turn', async ({ openAs, house, proposed }) => {
  const { review_url } = await proposed({ name: freshName('turn') });
  const page = await openAs(house.people.viewer);
  await page.goto('/drafts');
  await expect(page.getByRole('button', { name: 'Waiting for a reviewer' })).toBeVisible();
  await expect(page.getByText('Your turn')).toHaveCount(0);
  await page.goto(review_url);
  await expect(applyTrigger(page)).toHaveCount(0);
});
