import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testTitles } from './test-titles';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/version-1.md'), 'utf8');

/** The requirements of version 1: all of them, whatever the page says. */
const required = ['01-02', '04-09', '11-17', '19-23', '30-41', '52-60', '62-63', '66-66'].flatMap((range) => {
  const [first = 0, last = 0] = range.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, nth) => `D${String(first + nth).padStart(2, '0')}`);
});

/** Requirements that no test shows yet. Their rows say so, and name none. */
const notShownYet: readonly string[] = [];

type Named = { file: string; title: string };
type Row = { id: string; cells: string[]; named: Named[] };

const rows: Row[] = [...page.matchAll(/^\| (D\d\d) \|(.*)\|$/gm)].map(([, id = '', rest = '']) => {
  const cells = rest.split('|').map((cell) => cell.trim());
  const named = [...(cells[2] ?? '').matchAll(/`([^`]+)` `([^`]+)`/g)];
  return { id, cells, named: named.map(([, file = '', title = '']) => ({ file, title })) };
});

/** What is wrong with a test that the page names, or nothing. */
function faultOf({ file, title }: Named): string | null {
  if (!/\.(test|spec)\.ts$/.test(file) || !existsSync(join(root, file)))
    return `there is no test file ${file}`;
  const found = testTitles(readFileSync(join(root, file), 'utf8')).includes(title);
  return found ? null : `no test in ${file} is called ${title}`;
}

describe('the page of version 1', () => {
  it('has a row for each requirement and no other, each of three cells', () => {
    expect(required).toHaveLength(44);
    expect(rows.map(({ id }) => id)).toEqual(required);
    expect(rows.filter(({ cells }) => cells.length !== 3 || cells.includes('')).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it.each(rows)('$id names tests that stand where it says', ({ named, cells }) => {
    expect(named.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
    expect(cells[2]).toBe(
      named.length === 0
        ? 'not shown yet'
        : named.map(({ file, title }) => `\`${file}\` \`${title}\``).join('<br>'),
    );
  });

  it('says of exactly those that nothing shows yet that it is so', () => {
    expect(rows.filter(({ named }) => named.length === 0).map(({ id }) => id)).toEqual(notShownYet);
    expect(page).toContain(`Not shown yet: ${notShownYet.join(', ') || 'none'}.\n`);
  });
});
