import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64';

const digit = fc.constantFrom(
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/==-_ \n'),
);

describe('fromBase64', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it('reads a text only if it is how its bytes are written', () => {
    fc.assert(
      fc.property(fc.string({ unit: digit, maxLength: 12 }), (text) => {
        const bytes = Buffer.from(text, 'base64');
        const isOnlyWay = bytes.toString('base64') === text;
        expect(fromBase64(text)).toEqual(isOnlyWay ? new Uint8Array(bytes) : null);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['A', 'AA', 'AAA', 'A===', '====', 'AB==', 'AAB=', 'AA=A', 'AA==AA==', 'é===', 'AAA\u{1f600}'])(
    'reads no %j',
    (text) => expect(fromBase64(text)).toBeNull(),
  );
});
