import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const pages = [
  'README.md',
  'STYLE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...globSync('docs/**/*.md', { cwd: root }),
];

/** A path of this repository in backticks, or the target of a link. Patterns with a star or braces name several. */
const named =
  /`((?:app|bench|components|db|docs|e2e|host|lib|public|scripts|server)\/[^\s`*{}…]+)`|\]\((?!https?:)([^)#]+)/g;

it.each(pages)('%s names no file that is not there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const missing = [...text.matchAll(named)]
    .map(([, quoted, linked]) => quoted ?? join(page, '..', linked ?? ''))
    .filter((path) => !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});
