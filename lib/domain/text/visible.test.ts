import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasHidden, hiddenIn, visible, withoutHidden } from './visible';

const hidden: [string, number][] = [
  ['NUL', 0x00],
  ['backspace', 0x08],
  ['carriage return', 0x0d],
  ['escape', 0x1b],
  ['delete', 0x7f],
  ['C1 control sequence introducer', 0x9b],
  ['no-break space', 0xa0],
  ['soft hyphen', 0xad],
  ['combining grapheme joiner', 0x034f],
  ['Arabic letter mark', 0x061c],
  ['Hangul filler', 0x3164],
  ['Ogham space', 0x1680],
  ['Mongolian vowel separator', 0x180e],
  ['en quad', 0x2000],
  ['zero width space', 0x200b],
  ['zero width joiner', 0x200d],
  ['left-to-right mark', 0x200e],
  ['right-to-left mark', 0x200f],
  ['line separator', 0x2028],
  ['paragraph separator', 0x2029],
  ['left-to-right embedding', 0x202a],
  ['right-to-left override', 0x202e],
  ['narrow no-break space', 0x202f],
  ['word joiner', 0x2060],
  ['left-to-right isolate', 0x2066],
  ['pop directional isolate', 0x2069],
  ['Braille blank', 0x2800],
  ['ideographic space', 0x3000],
  ['object replacement character', 0xfffc],
  ['musical null notehead', 0x1d159],
  ['Egyptian full blank', 0x13441],
  ['Egyptian half blank', 0x13442],
  ['Khitan filler', 0x16fe4],
  ['lone high surrogate', 0xd800],
  ['lone low surrogate', 0xdfff],
  ['private use', 0xe000],
  ['variation selector 16', 0xfe0f],
  ['byte order mark', 0xfeff],
  ['interlinear annotation', 0xfff9],
  ['non-character', 0xffff],
  ['tag letter A', 0xe0041],
  ['variation selector 17', 0xe0100],
  ['plane end non-character', 0x10ffff],
];

describe('visible', () => {
  it.each(hidden)('shows %s by its code point', (_, code) => {
    const hex = code.toString(16).toUpperCase().padStart(4, '0');
    expect(visible(`a${String.fromCodePoint(code)}b`)).toBe(`a⟨U+${hex}⟩b`);
    expect(visible(`a${String.fromCodePoint(code)}b`, { multiline: true })).toBe(`a⟨U+${hex}⟩b`);
  });

  it('keeps newline and tab only where several lines are allowed', () => {
    expect(visible('a\n\tb')).toBe('a⟨U+000A⟩⟨U+0009⟩b');
    expect(visible('a\n\tb', { multiline: true })).toBe('a\n\tb');
    expect(hasHidden('a\nb')).toBe(true);
    expect(hasHidden('a\nb', { multiline: true })).toBe(false);
  });

  it('leaves letters of every alphabet and whole emoji alone', () => {
    const text = 'Zürich, Привет, 東京, שלום, 🚀 -> a b';
    expect(visible(text)).toBe(text);
    expect(hasHidden(text)).toBe(false);
  });

  it.each([
    ['two accents', 'e\u0302\u0301', 'e\u0302\u0301'],
    ['Thai', '\u0e17\u0e35\u0e48', '\u0e17\u0e35\u0e48'],
    ['Devanagari', '\u0939\u093f\u0902\u0926\u0940', '\u0939\u093f\u0902\u0926\u0940'],
    ['a tower', `e${'\u0301'.repeat(4)}x`, 'e\u0301\u0301⟨U+0301⟩⟨U+0301⟩x'],
    ['a tower with a hidden mark', 'e\u0301\ufe0f\u0301', 'e\u0301⟨U+FE0F⟩⟨U+0301⟩'],
  ])('lets at most two combining marks in a row through: %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(hasHidden(text)).toBe(shown !== text);
  });

  const anyText = fc.oneof(
    fc.string({ unit: fc.constantFrom('e', '\u0301', '\u20dd', '\ufe0f', '\u0939') }),
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.oneof(fc.constantFrom(...hidden.map(([, code]) => code)), fc.integer({ min: 0, max: 0x10ffff })),
      )
      .map((codes) => String.fromCodePoint(...codes)),
  );

  it('cannot be imitated: a text that writes the mark looks otherwise', () => {
    expect(visible('safe⟨U+202E⟩evil')).toBe('safe⟨U+27E8⟩U+202E⟩evil');
    expect(visible('a⟨b⟩ ⟨V+1⟩')).toBe('a⟨b⟩ ⟨V+1⟩');
  });

  it('names what hides, and reads a text without it', () => {
    expect(hiddenIn('a\u202eb\n⟨U+200B⟩')).toEqual(['U+202E']);
    expect(withoutHidden('a\u202eb\n⟨U+200B⟩')).toBe('ab\n⟨U+200B⟩');
  });

  const marked = fc.string({ unit: fc.constantFrom('⟨', 'U', '+', '27E8', '202E', '⟩', '\u202e', '\u200b') });

  it('tells any two texts apart', () => {
    fc.assert(
      fc.property(marked, marked, (one, other) => {
        expect(visible(one) === visible(other)).toBe(one === other);
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves nothing hidden, whatever the text, and changes only what hides or imitates', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, multiline) => {
        const once = visible(text, { multiline });
        expect(hasHidden(once, { multiline })).toBe(false);
        expect(hasHidden(text, { multiline }) || text.includes('⟨U+')).toBe(once !== text);
      }),
      { numRuns: 2000 },
    );
  });
});
