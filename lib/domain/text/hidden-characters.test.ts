import { describe, expect, it } from 'vitest';
import { hiddenCharacters } from './hidden-characters';
import { fastest } from './testing/fastest';

const prose = (text: string) => hiddenCharacters({ text, form: 'prose' });

describe('hiddenCharacters', () => {
  it.each([
    ['zero width', 'a\u200bb', ['U+200B']],
    ['bidi control', 'a\u202eb\u2066c', ['U+202E', 'U+2066']],
    ['soft hyphen', 'a\u00adb', ['U+00AD']],
    ['private use', 'a\ue000b\u{f0000}', ['U+E000', 'U+F0000']],
    ['line separators', 'a\u2028b\u2029c', ['U+2028', 'U+2029']],
    ['tags', 'a\u{e0041}\u{e007f}', ['U+E0041', 'U+E007F']],
    ['controls', 'a\u0007b\u009bc', ['U+0007', 'U+009B']],
    ['a variation selector after a letter', 'a\ufe0fb', ['U+FE0F']],
    ['Hangul filler', '\u3164', ['U+3164']],
  ])('finds %s', (_, text, points) => {
    expect(prose(text)).toEqual(points);
  });

  it.each([
    ['emoji', 'done ✔\ufe0f ❤\ufe0f'],
    ['keycaps', '1\ufe0f\u20e3'],
    ['lines and tabs of prose', 'one\n\ttwo'],
    ['no-break spaces of prose', 'prix\u00a0: 3\u202f€'],
    ['other languages', 'Größe Ж 受注 שלום'],
  ])('passes %s', (_, text) => {
    expect(prose(text)).toEqual([]);
  });

  it('takes a line for a line', () => {
    expect(hiddenCharacters({ text: 'a\nb\tc\u00a0d', form: 'line' })).toEqual([
      'U+00A0',
      'U+000A',
      'U+0009',
    ]);
  });

  it.each(['\u200b', '\ufe0f', '❤\ufe0f', '\u0301', 'a'])('reads 64 KiB of %j in under 50 ms', (part) => {
    const text = part.repeat(65_536 / part.length);
    expect(fastest(() => prose(text))).toBeLessThan(50);
  });
});
