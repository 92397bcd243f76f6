import { expect, type Page } from '@playwright/test';

type Theme = 'light' | 'dark';
const other: Record<Theme, Theme> = { light: 'dark', dark: 'light' };

/** Judges what is shown in the theme that it was loaded in and in the other one, in which the next page will be loaded. */
export async function inBothThemes(page: Page, judge: (theme: Theme) => Promise<void>): Promise<void> {
  const loaded: Theme = (await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    ? 'dark'
    : 'light';
  for (const theme of [loaded, other[loaded]]) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await judge(theme);
  }
}
