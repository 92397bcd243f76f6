import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** What a review page may load as scripts before anybody touches it. */
export const mostKilobytes = 250;

/** Follows the scripts that a page loads from now on. The answer asks for their sizes, each compressed with gzip -9. */
export function watchScripts(page: Page): () => Promise<number[]> {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const isScript = (response.headers()['content-type'] ?? '').includes('javascript');
    if (isScript) sizes.set(response.url(), response.body().then(compressed));
  });
  return () => Promise.all(sizes.values());
}

const compressed = (body: Buffer): number => gzipSync(body, { level: 9 }).length;
