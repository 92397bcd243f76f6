import { expect, test } from '@/e2e/house';

test('an operator adds a rule in words, sees why it decides, and removes it; others read', async ({
  house,
  openAs,
}) => {
  const page = await openAs(house.people.operator);
  await page.goto('/policy');
  await expect(page.getByText('No rule yet')).toBeVisible();
  const add = page.getByRole('form', { name: 'Add a rule' });
  await add.getByLabel('Environment').selectOption('production');
  await add.getByLabel('Kind of call').selectOption('write');
  await add.getByRole('button', { name: 'Add rule' }).click();
  await expect(add.getByText('Not added.')).toBeVisible();
  await add.getByLabel('Why: the agent is told').fill('no changes of production by agents');
  await add.getByRole('button', { name: 'Add rule' }).click();
  await expect(add.getByText('Added.')).toBeVisible();
  const rule = page.getByRole('listitem').filter({ hasText: 'no changes of production by agents' });
  await expect(rule).toContainText('Deny');
  await expect(rule).toContainText('production');
  const ask = page.getByRole('form', { name: 'Try the policy' });
  await ask.getByLabel('Tool').selectOption('draft_create_endpoint');
  await ask.getByLabel('Environment of the spec').selectOption('production');
  await ask.getByRole('button', { name: 'Why?' }).click();
  await expect(ask.getByText(/Deny, by rul_.*no changes of production by agents/)).toBeVisible();

  const viewer = await openAs(house.people.viewer);
  await viewer.goto('/policy');
  await expect(viewer.getByText('no changes of production by agents')).toBeVisible();
  await expect(viewer.getByRole('form', { name: 'Add a rule' })).toHaveCount(0);

  await rule.getByRole('button', { name: /^Remove/ }).click();
  await rule.getByRole('button', { name: /agents may do it at once/ }).click();
  await expect(page.getByText('No rule yet')).toBeVisible();
});
