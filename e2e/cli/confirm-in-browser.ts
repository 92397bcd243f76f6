import { expect, type Page } from '@playwright/test';
import { dialogOf, lookAt } from '@/e2e/deciding';

/** Looks at the draft, ticks what asks for it, types what is risky, and confirms for the terminal that waits. */
export async function commitTerminal(page: Page, url: string, typed?: string): Promise<void> {
  await lookAt(page, url);
  await page.getByRole('button', { name: 'Confirm for the terminal…' }).click();
  await dialogOf(page)
    .locator('.body')
    .evaluate((body) => body.scrollTo(0, body.scrollHeight));
  if (typed !== undefined) await dialogOf(page).getByRole('textbox').fill(typed);
  await dialogOf(page)
    .getByRole('button', { name: /^Confirm for the terminal/ })
    .click();
  await expect(page.getByText('Go back to your terminal')).toBeVisible();
}
