import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonText, sealed, visibleAnswer, yamlText } from './safe-text';

const escape = String.fromCharCode(0x1b);
const hostile = `a${escape}[2K\u009b1G\u202Eb\u200b\u{e0041}\r`;

describe('what a terminal is given', () => {
  it('spells out everything that hides in an answer, names of fields too', () => {
    const seen = visibleAnswer({ [`k${escape}`]: [{ name: hostile, n: 1, none: null }] });
    expect(JSON.stringify(seen)).not.toMatch(/\p{Cc}|\p{Cf}|\\u001b/u);
    expect(seen).toMatchObject({ 'k⟨U+001B⟩': [{ n: 1, none: null }] });
  });

  it('keeps lines only where a block of text is shown', () => {
    expect(visibleAnswer({ rationale: 'a\nb', name: 'a\nb' })).toEqual({
      rationale: 'a\nb',
      name: 'a⟨U+000A⟩b',
    });
  });

  it('lets our own colours pass and no other sequence', () => {
    const painted = `${escape}[31mred${escape}[39m\n`;
    expect(sealed(painted)).toBe(painted);
    expect(sealed(`${escape}[2J${escape}]0;title`)).toBe('⟨U+001B⟩[2J⟨U+001B⟩]0;title');
  });

  it('keeps every value of JSON and YAML true while nothing in them can be obeyed', () => {
    for (const [text, value] of [
      [jsonText({ hostile }), (made: string): unknown => JSON.parse(made)],
      [yamlText({ hostile }), (made: string): unknown => parse(made)],
    ] as const) {
      expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
      expect(value(text)).toEqual({ hostile });
    }
  });
});
