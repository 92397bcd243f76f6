import { describe, expect, it } from 'vitest';
import { glyphColumns, spelledDifference } from './glyph-columns';

const side = (columns: ReturnType<typeof glyphColumns>, name: 'live' | 'proposed') =>
  columns.flatMap((column) => column[name]).join('');

describe('glyphColumns', () => {
  it('sets one character above the two that replace it', () => {
    const columns = glyphColumns('hooks.acme.com', 'hooks.acrne.com');
    expect(columns.filter((column) => column.changed)).toEqual([
      { live: ['m'], proposed: ['r', 'n'], changed: true },
    ]);
    expect(spelledDifference(columns)).toBe('m U+006D → r U+0072, n U+006E');
  });

  it.each([
    ['a.com', 'аcme.com'],
    ['abc', ''],
    ['', 'abc'],
    ['payments.acme.com', 'refunds.acme.dev'],
  ])('keeps every character of %s and %s', (live, proposed) => {
    const columns = glyphColumns(live, proposed);
    expect(side(columns, 'live')).toBe(live);
    expect(side(columns, 'proposed')).toBe(proposed);
  });

  it('spells an invisible twin by its code point', () => {
    expect(spelledDifference(glyphColumns('acme', 'аcme'))).toBe('a U+0061 → а U+0430');
  });
});
