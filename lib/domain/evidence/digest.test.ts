import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject } from '../json/read-value';
import { endpoint } from '../resource/endpoint/endpoint';
import { digestCode, digestOf, sha256Hex } from './digest';

const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== '__proto__');
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer()));
const json = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf, { noNullPrototype: true })), {
  minKeys: 1,
  noNullPrototype: true,
});

/** The same value with the keys of every object inserted the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, turned(member)])
      .toReversed(),
  );
}

describe('digestOf', () => {
  it.each<[value: unknown, hex: string]>([
    [{}, '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'],
    ['', '12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126'],
    [{ b: 2, a: 'ö' }, sha256Hex('{"a":"ö","b":2}')],
  ])('of %j is SHA-256 of its canonical bytes', (value, hex) => {
    expect(digestOf(value)).toBe(`sha256:${hex}`);
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(digestOf(turned(value))).toBe(digestOf(value));
      }),
    );
    for (const example of endpoint.examples) expect(digestOf(turned(example))).toBe(digestOf(example));
  });

  it('depends on the order of a list', () => {
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
  });

  it('changes with any one field: another value, one more, one less', () => {
    fc.assert(
      fc.property(json, fc.nat(), key, leaf, (value, pick, extra, other) => {
        const names = Object.keys(value);
        const name = names[pick % names.length] ?? '';
        const { [name]: before, ...less } = value;
        const changed: unknown[] = [less];
        if (!isDeepStrictEqual(before, other)) changed.push({ ...value, [name]: other });
        if (!Object.hasOwn(value, extra)) changed.push({ ...value, [extra]: other });
        for (const one of changed) expect(digestOf(one)).not.toBe(digestOf(value));
      }),
    );
  });

  it('tells every two examples apart', () => {
    expect(new Set(endpoint.examples.map(digestOf)).size).toBe(endpoint.examples.length);
  });
});

describe('sha256Hex', () => {
  it('hashes text as UTF-8, and bytes as they are', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('é')).toBe(sha256Hex(new Uint8Array([0xc3, 0xa9])));
  });
});

describe('digestCode', () => {
  it('is the first eight digits, in upper case and two groups', () => {
    expect(digestCode('sha256:0c90b9d8b70c90b9d8b70c90b9d8b70c')).toBe('0C90-B9D8');
  });

  it('never says more or less than those eight digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const digest = digestOf({ text: text.toWellFormed() });
        expect(digestCode(digest)).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
        expect(digestCode(digest).replace('-', '').toLowerCase()).toBe(digest.slice(7, 15));
      }),
    );
  });
});
