import type { Page } from '@playwright/test';
import axeCore, { type Result, type RunOptions } from 'axe-core';

declare global {
  interface Window {
    axe: typeof axeCore;
  }
}

/** What the page breaks of all rules of axe, in its one frame. `targets`: of the size of what is pressed too. */
export async function axe(page: Page, { targets }: { targets: boolean }): Promise<Result[]> {
  const options: RunOptions = { rules: { 'target-size': { enabled: targets } }, resultTypes: ['violations'] };
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source);
  return page.evaluate(async (asked) => (await window.axe.run(document, asked)).violations, options);
}
