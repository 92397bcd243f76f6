import { endpointSpec } from '@/db/testing/proposals';
import { freshName } from '@/e2e/agent';
import { expect, test } from '@/e2e/house';
import { proposeByRest } from '@/e2e/rest';

test('the list has a column for status, type, creator, expiry and diff, and a row fills each', async ({
  page,
  proposed,
}) => {
  const name = freshName('columns');
  const { draft, review_url } = await proposed({ name }, { ttl_hours: 2 });
  await page.goto('/drafts');
  const headings = page.getByRole('columnheader');
  for (const heading of ['Status', 'Type', 'Creator', 'Expiry', 'Diff']) {
    await expect(headings.filter({ hasText: new RegExp(`^${heading}$`) })).toHaveCount(1);
  }
  const cells = page.getByRole('row', { name: new RegExp(name) }).getByRole('cell');
  await expect(cells.nth(2)).toHaveText('Pending');
  await expect(cells.nth(3)).toHaveText('Endpoint');
  await expect(cells.nth(4)).toHaveText(/matrix-bot$/);
  await expect(cells.nth(5)).toHaveText(/^(2 h|1 h 59 m)$/);
  const diff = cells.nth(6).getByRole('link', { name: /^\d+ fields of .*: open diff$/ });
  await expect(diff).toHaveAttribute('href', `/drafts/${draft.id}#diff`);
  await diff.click();
  await expect(page).toHaveURL(`${review_url}#diff`);
  await expect(page.getByRole('region', { name: 'Spec diff' })).toBeInViewport();
});

test('a row says whether an agent or a person proposed it', async ({ page, house, proposed }) => {
  const [byAgent, byHand] = [freshName('by-agent'), freshName('by-hand')];
  await proposed({ name: byAgent });
  const spec = endpointSpec({ name: byHand, environment: 'dev' });
  await proposeByRest(page.request, house.people.reviewer, spec);
  await page.goto('/drafts');
  const creatorOf = (name: string) =>
    page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('cell')
      .nth(4);
  await expect(creatorOf(byAgent)).toHaveText('Agent matrix-bot');
  await expect(creatorOf(byHand)).toHaveText('Person reviewer');
  const signs = await Promise.all(
    [byAgent, byHand].map((name) => creatorOf(name).locator('svg:visible').innerHTML()),
  );
  expect(new Set(signs).size).toBe(2);
});
