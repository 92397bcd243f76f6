import { expect, type Page } from '@playwright/test';
import { personOf } from '@/e2e/first-run';

/** Signs a first-run person in through the page, as a person would. */
export async function signIn(page: Page, role = 'reviewer', nth = 0): Promise<void> {
  const { email, password } = personOf(role, nth);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/drafts/);
}
