import { freshName } from '@/e2e/agent';
import { applyTrigger, commitButton, dialogOf, lookAt } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';
import { applyByRest } from '@/e2e/rest';

test('a delete in production asks as a removal and for the name of what goes', async ({
  page,
  house,
  proposed,
}) => {
  const name = freshName('orders');
  await applyByRest(page.request, house.people.reviewer, await proposed({ name, environment: 'prod' }));
  const { review_url } = await proposed({ name }, { operation: 'delete' });
  await lookAt(page, review_url);
  await applyTrigger(page).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('heading')).toHaveText(`Remove ${name} from production?`);
  await expect(commitButton(page)).toHaveText(/^Remove from production/);
  await expect(dialog).not.toContainText('not set');
  const typed = dialog.getByRole('textbox', { name: 'Type the resource’s name to confirm' });
  await typed.fill('hooks.acme.com');
  await expect(commitButton(page)).toBeDisabled();
  await typed.fill(name);
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: /^Applied\. Evidence #\d+$/ })).toBeVisible();
});
