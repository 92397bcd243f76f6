import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pageFields, readCursor, writeCursor } from './page-cursor';

const position = z.tuple([z.int().min(0)]);
const momentAndId = z.tuple([z.iso.datetime(), z.string().regex(/^drf_[0-9A-Z]{26}$/)]);
const place: [string, string] = ['2026-03-01T12:00:00.007Z', 'drf_01KJ8ZQ4T2M6N8P0R2S4T6V8W0'];

const encoded = (text: string) => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it('reads back as the place it was written for', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (index) => {
        const cursor = writeCursor([index]);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(readCursor(position, cursor)).toEqual([index]);
      }),
    );
    expect(readCursor(momentAndId, writeCursor(place))).toEqual(place);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '{}'],
    ['no JSON', encoded('[12')],
    ['no text', Buffer.from([0xff, 0xfe]).toString('base64url')],
    ['a number', encoded('12')],
    ['null', encoded('null')],
    ['an object', encoded('{"0":12,"length":1}')],
    ['an empty place', encoded('[]')],
    ['a longer place', encoded('[12,13]')],
    ['a text for a number', encoded('["12"]')],
    ['a fraction', encoded('[1.5]')],
    ['a number out of range', encoded('[-1]')],
    ['a number past 2^53', encoded('[9007199254740993]')],
    ['the place of another list', writeCursor(place)],
    ['a key __proto__', encoded('{"__proto__":[12]}')],
    ['a nested place', encoded('[[12]]')],
    ['deep nesting', encoded('['.repeat(20_000))],
  ])('that is %s is none', (_, cursor) => {
    expect(readCursor(position, cursor)).toBeNull();
  });

  it('that was changed is none, or a place of the same list, and never throws', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.nat({ max: 4 }),
        (at, text, cut) => {
          const cursor = writeCursor(place);
          const start = at % (cursor.length + 1);
          const read = readCursor(momentAndId, cursor.slice(0, start) + text + cursor.slice(start + cut));
          expect(read === null || momentAndId.safeParse(read).success).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('that is anything at all is none', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.json().map(encoded)),
        (text) => {
          expect(readCursor(momentAndId, text)).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('pageFields.limit', () => {
  it.each<[given: unknown, limit: number]>([
    [undefined, 50],
    ['1', 1],
    [100, 100],
    ['25', 25],
  ])('reads %j as %i', (given, limit) => {
    expect(pageFields.limit.parse(given)).toBe(limit);
  });

  it.each(['0', '101', '-1', '1.5', 'ten', '', 'Infinity', null, {}, Number.NaN])('refuses %j', (given) => {
    expect(pageFields.limit.safeParse(given).success).toBe(false);
  });
});
