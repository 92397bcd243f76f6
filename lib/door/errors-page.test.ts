import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { refusalCategories } from '@/lib/domain/refusal';
import { errorsPage } from './errors-page';

const published = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

it('docs/errors.md is current: `npm run errors` writes it', () => {
  expect(published).toBe(errorsPage());
});

it('docs/errors.md has a section for every code', () => {
  const sections = [...published.matchAll(/^## (\w+)$/gm)].map(([, code]) => code);
  expect(sections).toEqual(Object.keys(refusalCategories));
});
