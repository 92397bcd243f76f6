import { freshName } from '@/e2e/agent';
import { applyTrigger, commitButton, dialogOf, lookAt } from '@/e2e/deciding';
import { expect, test } from '@/e2e/house';

test.use({ viewport: { width: 1000, height: 560 } });

test('a change list that does not fit must be scrolled to its end before the last button answers', async ({
  page,
  proposed,
}) => {
  const labels = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`label-${index}`, 'some value']),
  );
  const { review_url } = await proposed({ name: freshName('long'), labels });
  await lookAt(page, review_url);
  await applyTrigger(page).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByText('Scroll to the end of the changes first')).toBeVisible();
  const typed = dialog.getByRole('textbox');
  const last = dialog.getByRole('term').last();
  await expect(last).not.toBeInViewport();
  await page.waitForTimeout(700);
  await expect(commitButton(page)).toBeDisabled();
  await last.scrollIntoViewIfNeeded();
  await page.mouse.move(500, 280);
  await page.mouse.wheel(0, 5_000);
  await expect(dialog.getByText('Scroll to the end of the changes first')).toBeHidden();
  if (await typed.isVisible()) await typed.fill('hooks.acme.com');
  await expect(commitButton(page)).toBeEnabled();
});
