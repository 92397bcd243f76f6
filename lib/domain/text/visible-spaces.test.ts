import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from './visible';
import { visibleSpaces } from './visible-spaces';

describe('visibleSpaces', () => {
  it.each([
    ['one two three', 'one two three'],
    [' one', '␠one'],
    ['one  ', 'one␠␠'],
    ['one  two three', 'one␠␠two three'],
    [' ', '␠'],
    ['', ''],
    ['one\ttwo', 'one\ttwo'],
    ['one␠two', 'one⟨U+2420⟩two'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visibleSpaces(text)).toBe(shown);
  });

  it('leaves only single spaces between other characters, and tells texts of different spacing apart', () => {
    const spaced = fc.string({
      unit: fc.constantFrom(' ', 'a', 'b', '␠', '\t', '\u00a0', '⟨U+00A0⟩', '⟨U+2420⟩'),
    });
    fc.assert(
      fc.property(spaced, spaced, (one, other) => {
        const shown = visibleSpaces(visible(one));
        expect(shown).not.toMatch(/^ | $| {2}|\t/);
        expect(shown === visibleSpaces(visible(other))).toBe(one === other);
      }),
      { numRuns: 1000 },
    );
  });
});
