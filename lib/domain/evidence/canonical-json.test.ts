import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json';

const safeInteger = fc.maxSafeInteger().map((number) => (number === 0 ? 0 : number));
const { value: iJson } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false, ''),
    fc.string({ unit: 'grapheme' }),
    safeInteger,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const vectors: [from: string, input: string, canonical: string][] = [
  [
    'RFC 8785 section 3.2.2: strings and literals',
    String.raw`{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    String.raw`{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    'RFC 8785 section 3.2.3: names by UTF-16 code unit',
    String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","\u{1f600}":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  ['arrays', '[56,{"d":true,"10":null,"1":[]}]', '[56,{"1":[],"10":null,"d":true}]'],
  [
    'french',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
  ],
  [
    'structures',
    String.raw`{"1":{"f":{"f":"hi","F":5},"\n":56.0},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}`,
    String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}`,
  ],
  [
    'unicode, which is never normalized',
    String.raw`{"Unnormalized Unicode":"A\u030a"}`,
    '{"Unnormalized Unicode":"A\u030a"}',
  ],
  [
    'weird',
    String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\u000a":"Newline","1":"One","\u0080":"Control\u007f","\ud83d\ude02":"Smiley","\u00f6":"Latin Small Letter O With Diaeresis","\ufb33":"Hebrew Letter Dalet With Dagesh","</script>":"Browser Challenge"}`,
    '{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","\u{1f602}":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  [
    'every short escape',
    String.raw`"\u0000\u0008\u0009\u000a\u000c\u000d\u001f\u007f\u2028"`,
    '"\\u0000\\b\\t\\n\\f\\r\\u001f\u007f\u2028"',
  ],
  ['integers in any spelling', '[0,-0,-0.0,1.0,1e3,-5E2]', '[0,0,0,1,1000,-500]'],
  [
    'the outermost safe integers',
    '[9007199254740991,-9007199254740991]',
    '[9007199254740991,-9007199254740991]',
  ],
  ['a key named __proto__', '{"a":1,"__proto__":{"b":2}}', '{"__proto__":{"b":2},"a":1}'],
];

class Money {
  amount = 1;
}

const refused: [what: string, value: unknown][] = [
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['minus infinity', Number.NEGATIVE_INFINITY],
  ['a fraction', 0.5],
  ['a whole number past 2^53 - 1', 2 ** 53],
  ['a very large number', 1e21],
  ['undefined', undefined],
  ['a bigint', 1n],
  ['a symbol', Symbol('a')],
  ['a function', () => 1],
  ['a lone high surrogate', '\ud800'],
  ['a lone low surrogate', 'a\udc00b'],
  ['surrogates in the wrong order', '\ude00\ud83d'],
  ['a hole', Array(2)],
  ['a Date', new Date(0)],
  ['a Map', new Map([['a', 1]])],
  ['a Set', new Set([1])],
  ['bytes', new Uint8Array([1])],
  ['a boxed text', Object('text')],
  ['an instance of a class', new Money()],
  ['an object that says what it is in JSON', { toJSON: () => 'x' }],
];

describe('canonicalJson', () => {
  it.each(vectors)('%s', (_, input, canonical) => {
    expect(canonicalJson(JSON.parse(input))).toBe(canonical);
    expect(canonicalJson(JSON.parse(canonical))).toBe(canonical);
  });

  it.each(refused)('refuses %s, at any depth', (_, value) => {
    for (const holder of [value, [value], { a: value }, [{ a: [value] }]]) {
      expect(() => canonicalJson(holder)).toThrow(Error);
    }
  });

  it('refuses a lone surrogate in a key', () => {
    expect(() => canonicalJson({ a: { '\udfff': 1 } })).toThrow(/surrogate/i);
  });

  it('refuses what contains itself', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    expect(() => canonicalJson(ring)).toThrow(Error);
  });

  it('takes an object without a prototype', () => {
    expect(canonicalJson(Object.assign(Object.create(null), { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
  });

  it('says the value and nothing else: it parses back, and again has this form', () => {
    fc.assert(
      fc.property(iJson, (value) => {
        const text = canonicalJson(value);
        const parsed: unknown = JSON.parse(text);
        expect(parsed).toEqual(value);
        expect(canonicalJson(parsed)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
