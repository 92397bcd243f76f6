import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { authorityPage } from './authority-page';
import { authorityMatrix } from './matrix';

it('docs/authority.md is what the matrix says (node --import tsx scripts/authority-page.ts writes it)', () => {
  const published = readFileSync(new URL('../../../docs/authority.md', import.meta.url), 'utf8');
  expect(published).toBe(authorityPage(authorityMatrix));
});
