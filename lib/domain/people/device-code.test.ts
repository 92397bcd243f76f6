import { describe, expect, it } from 'vitest';
import { hashDeviceCode, readUserCode, writeUserCode } from './device-code';

describe('the code that a person compares', () => {
  it('is eight letters that cannot be mistaken', () => {
    for (let byte = 0; byte < 240; byte += 1) {
      expect(writeUserCode(new Uint8Array(8).fill(byte))).toMatch(
        /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/,
      );
    }
    expect(() => writeUserCode(new Uint8Array(64).fill(250))).toThrow('not enough randomness');
  });

  it.each([
    ['WDJB-MJHT', 'WDJB-MJHT'],
    [' wdjb mjht ', 'WDJB-MJHT'],
    ['WDJBMJHT', 'WDJB-MJHT'],
    ['WDJB-MJH', null],
    ['WDJB-MJHA', null],
    ['W'.repeat(100), null],
  ])('%j is read as %j', (typed, code) => {
    expect(readUserCode(typed)).toBe(code);
  });

  it('is stored under a key and for one purpose', () => {
    const hashes = [
      hashDeviceCode('k', 'user', 'a'),
      hashDeviceCode('k', 'device', 'a'),
      hashDeviceCode('l', 'user', 'a'),
    ];
    expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(3);
  });
});
