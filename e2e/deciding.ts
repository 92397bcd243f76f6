import { expect, type Locator, type Page, type Request } from '@playwright/test';

export const dialogOf = (page: Page): Locator => page.getByRole('alertdialog');
export const applyTrigger = (page: Page): Locator => page.getByRole('button', { name: /^Apply…/ });
export const discardTrigger = (page: Page): Locator => page.getByRole('button', { name: /^Discard…/ });
export const commitButton = (page: Page): Locator =>
  dialogOf(page).getByRole('button', {
    name: /^(Apply to|Applying|Remove from|Removing|Discard draft|Discarding)/,
  });

/** Opens the review and ticks every flag that asks for it. */
export async function lookAt(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator('[data-diff-ready]')).toBeVisible();
  for (const box of await page.getByRole('main').getByRole('checkbox').all()) await box.check();
}

/** Opens the dialog and types what it asks for; the last button is armed and not yet pressed. */
export async function prepareApply(page: Page, url: string, host = 'hooks.acme.com'): Promise<Locator> {
  await lookAt(page, url);
  await applyTrigger(page).click();
  const typed = dialogOf(page).getByRole('textbox');
  if (await typed.isVisible()) await typed.fill(host);
  await expect(commitButton(page)).toBeEnabled();
  return dialogOf(page);
}

export async function apply(page: Page, url: string, host?: string): Promise<void> {
  await prepareApply(page, url, host);
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: /^Applied\. Evidence #\d+$/ })).toBeVisible();
}

export async function discard(page: Page, url: string, reason: string, message: string): Promise<void> {
  await page.goto(url);
  await discardTrigger(page).click();
  await dialogOf(page).getByText(reason, { exact: true }).click();
  await dialogOf(page).getByRole('textbox').fill(message);
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: /^Discarded\. Evidence #\d+$/ })).toBeVisible();
}

/** Every server action that the page sends from now on. The preview beside the inbox is one too: use on a review page. */
export function actionsOf(page: Page): Request[] {
  const sent: Request[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && 'next-action' in request.headers()) sent.push(request);
  });
  return sent;
}
