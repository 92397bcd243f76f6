import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'tailwindcss';
import { expect, it } from 'vitest';
import config from '@/tailwind.config';
import { classesOfModule, classesOfSheet, classesUnder } from './style-classes';

const root = join(import.meta.dirname, '..');
const { styled, used } = classesUnder(root);

/** Whether Tailwind makes a rule of it: its answer grows only by names that it knows. */
async function utilities(): Promise<(name: string) => boolean> {
  const theme = readFileSync(join(root, 'node_modules/tailwindcss/theme.css'), 'utf8');
  const sheet = await compile(`${theme} @tailwind utilities; @config 'ours';`, {
    base: root,
    loadModule: async (path, base) => ({ path, base, module: config }),
  });
  return (name) => sheet.build([]) !== sheet.build([name]);
}

it('reads the classes of a sheet', () => {
  const css = `/* .not-this */ a.one:not(.two, .three)::after { content: ".not-that"; margin: 0.5px }
    @media (width < 1.5px) { .four > .five-six { color: red } }`;
  expect([...classesOfSheet(css)]).toEqual(['one', 'two', 'three', 'four', 'five-six']);
});

it('reads the classes of a module', () => {
  const source = `<a className="one two" /> <b className={wide === 'no' ? 'three four' : undefined} />
    <i className={\`five \${on ? 'six' : ''} seven\`} title="no" /> function f({ className = 'eight' }) {}`;
  expect(classesOfModule(source)).toEqual(
    new Set(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']),
  );
});

it('no sheet styles a class that nothing uses', () => {
  expect(styled.size).toBeGreaterThan(150);
  expect([...styled].filter(([name]) => !used.has(name))).toEqual([]);
});

it('nothing uses a class that neither a sheet nor Tailwind styles', async () => {
  const isUtility = await utilities();
  expect(['mt-7', 'no-such-class'].map(isUtility)).toEqual([true, false]);
  expect([...used].filter(([name]) => !styled.has(name) && !isUtility(name))).toEqual([]);
});
