import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const [, section = ''] = page.split('## A new resource kind');
const listed = new Set(
  [...section.matchAll(/`((?:app|components|db|lib)\/[^`]+\.tsx?)`/g)].map(([, path = '']) => path),
);

/** The module of the kind, and what names every kind. */
const ofTheKind = /^lib\/domain\/resource\//;
const naming = /'endpoint'|(?:create|check|propose)_endpoint\b|draft:create:endpoint/;

const sources = globSync('{app,components,lib,db/queries}/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !/\.test\.|\/testing\//.test(path))
  .filter((path) => !ofTheKind.test(path) && !path.startsWith('db/queries/resources/'));

it('every file that names a kind of resource is among those that a new kind has to look through', () => {
  const found = sources.filter((path) => naming.test(readFileSync(join(root, path), 'utf8')));
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter((path) => !listed.has(path)).toSorted()).toEqual([]);
});

it('every file that a new kind has to look through is there', () => {
  expect([...listed].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
