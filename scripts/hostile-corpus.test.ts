import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { corpus } from '@/e2e/hostile/corpus';
import { corpusPage } from '@/e2e/hostile/corpus-page';

const page = join(import.meta.dirname, '..', 'docs/hostile-corpus.md');

it('is the page that readers see', () => {
  expect(readFileSync(page, 'utf8')).toBe(corpusPage());
});

it('has at least 100 requests, each of its own name', () => {
  const names = corpus.flatMap(({ title, rows }) => rows.map(({ name }) => `${title}: ${name}`));
  expect(names.length).toBeGreaterThanOrEqual(100);
  expect(new Set(names).size).toBe(names.length);
});
