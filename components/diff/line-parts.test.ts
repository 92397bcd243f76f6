import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineParts } from './line-parts';

describe('lineParts', () => {
  it('gives back both lines in order', () => {
    const word = string({ unit: constantFrom('a', 'b', 'c', '.', '😀'), maxLength: 24 });
    assert(
      property(word, word, (before, after) => {
        const parts = lineParts(before, after);
        const side = (skip: 'added' | 'removed') =>
          parts
            .filter((part) => !part[skip])
            .map((part) => part.value)
            .join('');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
    );
  });
});
