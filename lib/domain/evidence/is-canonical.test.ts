import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json';
import { isCanonical } from './is-canonical';

const isWrittenAnew = (text: string): boolean => {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
};

describe('whether a text is the RFC 8785 form of what it says', () => {
  it('is what writing it anew says, of any JSON in any order and spelling', () => {
    const value = fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' });
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1), (said, indent) => {
        const text = JSON.stringify(said, null, indent);
        expect(isCanonical(text, JSON.parse(text))).toBe(isWrittenAnew(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('is true of what we write', () => {
    const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.nat().map(String));
    const member = fc.oneof(fc.maxSafeInteger(), fc.string({ unit: 'grapheme' }), fc.constant(null));
    const object = fc.dictionary(name, fc.oneof(member, fc.dictionary(name, member)), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(object, (said) => {
        const text = canonicalJson(said);
        expect(isCanonical(text, JSON.parse(text))).toBe(true);
      }),
    );
  });

  it.each([
    ['names out of order', '{"b":1,"a":2}', false],
    ['a name twice', '{"a":1,"a":1}', false],
    ['names of digits in the order of their text', '{"10":1,"9":2}', true],
    ['names of digits in the order of their numbers', '{"9":2,"10":1}', false],
    ['names by UTF-16 units, not by code points', '{"\u{1f600}":1,"\ufb33":2}', true],
    ['a space', '{"a": 1}', false],
    ['an escape that need not be', '"\\u0041"', false],
    ['a lone surrogate', '"\\ud800"', false],
    ['a name that is a lone surrogate', '{"\\ud800":1}', false],
    ['a fraction', '[0.5]', false],
    ['a number that is not exact', '9007199254740993', false],
    ['zero below zero', '-0', false],
    ['one written long', '1.0', false],
  ])('%s', (_, text, isSo) => {
    expect(isCanonical(text, JSON.parse(text))).toBe(isSo);
    expect(isWrittenAnew(text)).toBe(isSo);
  });

  it('is false, and no fault, of what is nested deeper than a stack reaches', () => {
    const text = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(isCanonical(text, JSON.parse(text))).toBe(false);
  });
});
