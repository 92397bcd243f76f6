import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { riskTiers } from '@/lib/domain/draft/risk';

/** Classes that code puts together: the file, the expression that does, and what it can say. */
const composed: readonly (readonly [file: string, expression: string, names: readonly string[]])[] = [
  ['components/ui/risk-chip.tsx', 'risk ${className}', riskTiers],
  ['components/drafts/flag-list.tsx', 'flag ${flag.tier}', riskTiers],
  ['components/drafts/check-list.tsx', 'classNames[check.status]', ['fail', 'not-run']],
  ['components/drafts/apply-dialog.tsx', 'words.look', ['apply', 'remove']],
  ['components/live/live-indicator.tsx', 'dot ${dot}', ['wait', 'off']],
  ['components/diff/glyph-comparison.tsx', 'mark={', ['old', 'new']],
  ['components/diff/hunk-view.tsx', "classes.join(' ')", ['diff-gutter', 'right', 'added', 'removed']],
];

/** The classes that the selectors of a sheet name. */
export function classesOfSheet(css: string): Set<string> {
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\/|"[^"]*"/g, '');
  const heads = [...bare.matchAll(/([^{};]+)\{/g)].flatMap(([, head]) => head ?? []);
  const selectors = heads.filter((head) => !head.trim().startsWith('@'));
  return new Set(selectors.flatMap((head) => namesIn(head, /\.([a-zA-Z][\w-]*)/g)));
}

/** The classes that the `className`s of a module name. */
export function classesOfModule(source: string): Set<string> {
  const given = source.matchAll(/className\??(?:=|: | = )("[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})/g);
  return new Set([...given].flatMap(([, value = '']) => literalsIn(value).flatMap(words)));
}

/** Every class the sheets under a root style, and every class its modules use, each with the file it was seen in last. */
export function classesUnder(root: string) {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const styled = new Map<string, string>();
  const used = new Map<string, string>();
  for (const file of globSync('app/**/*.css', { cwd: root }))
    for (const name of classesOfSheet(read(file))) styled.set(name, file);
  for (const file of globSync('{app,components}/**/*.tsx', { cwd: root }))
    for (const name of classesOfModule(read(file))) used.set(name, file);
  for (const [file, expression, names] of composed) {
    if (!read(file).includes(expression)) throw new Error(`${file} no longer says ${expression}`);
    for (const name of names) used.set(name, file);
  }
  return { styled, used };
}

/** Text between quotes; of a template only what stands outside its expressions, and the texts within them. */
function literalsIn(value: string): string[] {
  if (!value.startsWith('{')) return [value.slice(1, -1)];
  const templates = namesIn(value, /`([^`]*)`/g);
  const compared = value.replaceAll(/[!=]== '[^']*'/g, '');
  return [
    ...templates.map((text) => text.replaceAll(/\$\{[^}]*\}/g, ' ')),
    ...namesIn(compared, /'([^']*)'/g),
  ];
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

const namesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
