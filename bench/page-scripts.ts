import { chromium } from '@playwright/test';
import { type Figure, round } from '@/bench/figure';
import type { Product } from '@/bench/product';
import { signIn } from '@/bench/sign-in';
import { chromiumPath } from '@/e2e/browser';
import { mostKilobytes, watchScripts } from '@/e2e/page-scripts';

/**
 * What a review page makes Chromium load as scripts before anybody touches it, each file compressed with gzip -9.
 * `reviewUrl` is the page of a pending draft.
 */
export async function pageScripts(
  { url }: Product,
  reviewUrl: string,
  person: { email: string; password: string },
): Promise<Figure> {
  const [name = '', value = ''] = (await signIn(url, person)).split(/=(.*)/s);
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext();
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    const scripts = watchScripts(page);
    await page.goto(reviewUrl);
    await page.getByRole('heading', { level: 1 }).waitFor();
    // The page keeps an event stream open, so the network is never idle: quiet is what stays quiet.
    await page.waitForTimeout(3_000);
    const bytes = await scripts();
    const total = bytes.reduce((sum, size) => sum + size, 0);
    return {
      name: 'scripts of the review page',
      unit: 'kB, gzip -9',
      value: round(total / 1000, 1),
      bound: { atMost: mostKilobytes },
      parts: { files: bytes.length, largest_kB: round(Math.max(...bytes) / 1000, 1) },
    };
  } finally {
    await browser.close();
  }
}
