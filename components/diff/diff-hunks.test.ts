import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChanges, diffHunks } from './diff-hunks';

const numbered = (count: number, change: Record<number, string> = {}) =>
  Array.from({ length: count }, (_, index) => change[index + 1] ?? `line ${index + 1}`).join('\n');

describe('diffHunks', () => {
  it('folds what is far from a change and keeps three lines around it', () => {
    const hunks = diffHunks(numbered(20), numbered(20, { 10: 'other' }));
    expect(hunks.map((hunk) => [hunk.kind, hunk.beforeStart, hunk.before.length])).toEqual([
      ['same', 1, 6],
      ['changed', 7, 7],
      ['same', 14, 7],
    ]);
  });

  it('numbers each side on its own after an insertion', () => {
    const hunks = diffHunks(numbered(20), `new\n${numbered(20)}`);
    expect(hunks.at(-1)).toMatchObject({ kind: 'same', beforeStart: 4, afterStart: 5 });
  });

  it('counts lines, not characters', () => {
    expect(countChanges(numbered(5), numbered(5, { 2: 'x', 3: 'y' }))).toEqual({ removed: 2, added: 2 });
    expect(countChanges('', numbered(3))).toEqual({ removed: 0, added: 3 });
  });

  it('loses no line and never folds a changed one', () => {
    const text = array(constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 }).map((lines) => lines.join('\n'));
    assert(
      property(text, text, (before, after) => {
        const hunks = diffHunks(before, after);
        expect(hunks.flatMap((hunk) => hunk.before).join('\n')).toBe(before);
        expect(hunks.flatMap((hunk) => hunk.after).join('\n')).toBe(after);
        const folded = hunks.filter((hunk) => hunk.kind === 'same');
        expect(folded.map((hunk) => hunk.before)).toEqual(folded.map((hunk) => hunk.after));
      }),
    );
  });
});
