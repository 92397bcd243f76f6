import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const bars = globSync('{app,components}/**/*.tsx', { cwd: root })
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  .filter(({ text }) => /<header className=(\{|")[^>]*topbar/.test(text));

it('says below every bar on top of a page what everybody has to know', () => {
  expect(bars.length).toBeGreaterThan(1);
  expect(bars.filter(({ text }) => !text.includes('<Banners />')).map(({ path }) => path)).toEqual([]);
});
