import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cut, table } from './table';

describe('table', () => {
  const columns = [{ title: 'ID' }, { title: 'WORDS', gives: true }];
  const rows = [
    ['a1', 'x'.repeat(200)],
    ['b2', '日本語'.repeat(40)],
  ];

  it('fits the terminal in columns, not in characters', () => {
    for (const line of table(columns, rows, 40)) expect(stringWidth(line)).toBeLessThanOrEqual(40);
  });

  it('cuts nothing where there is no width', () => {
    expect(table(columns, rows, null).join('\n')).toContain('x'.repeat(200));
  });

  it('marks what was cut', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('abcd', 4)).toBe('abcd');
    expect(cut('日本語', 4)).toBe('日…');
  });
});
