import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretFault } from '../resource/secret-material';
import { agentPrefix, hashToken, lookupOf, provesToken, writeToken } from './key-format';

const accepted = fc.integer({ min: 0, max: 247 });
const enough = fc.array(accepted, { minLength: 51, maxLength: 96 });
const token = enough.map((bytes) => writeToken(Uint8Array.from(bytes)).token);
const good = writeToken(Uint8Array.from({ length: 51 }, (_, index) => index * 3)).token;

describe('writeToken', () => {
  it('writes mcp_, eight digits of lookup and forty-three of secret', () => {
    fc.assert(
      fc.property(enough, (bytes) => {
        const written = writeToken(Uint8Array.from(bytes));
        expect(written.token).toMatch(/^mcp_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}$/);
        expect(written.token.slice(4, 12)).toBe(written.lookupId);
        expect(lookupOf(written.token)).toBe(written.lookupId);
      }),
    );
  });

  it('makes each of the 62 digits from exactly four of the 248 bytes it takes', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 248; byte += 1) {
      const digits = writeToken(new Uint8Array(51).fill(byte)).token.replace(/^mcp_(.{8})_/, '$1');
      expect(new Set(digits).size).toBe(1);
      counts.set(digits.charAt(0), (counts.get(digits.charAt(0)) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted().join('')).toMatch(/^[0-9]{10}[A-Z]{26}[a-z]{26}$/);
    expect(new Set(counts.values())).toEqual(new Set([4]));
  });

  it('skips the bytes that would make some digits likelier, wherever they stand', () => {
    fc.assert(
      fc.property(
        enough,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 248, max: 255 }))),
        (bytes, biased) => {
          const mixed = [...bytes];
          for (const [place, byte] of biased) mixed.splice(place % (mixed.length + 1), 0, byte);
          expect(writeToken(Uint8Array.from(mixed))).toEqual(writeToken(Uint8Array.from(bytes)));
        },
      ),
    );
  });

  it('uses each of 51 bytes once: another byte, another token', () => {
    for (let place = 0; place < 51; place += 1) {
      const bytes = new Uint8Array(51);
      bytes[place] = 1;
      const digits = writeToken(bytes).token.replaceAll(/^mcp|_/g, '');
      expect(digits).toBe('0'.repeat(place) + '1' + '0'.repeat(50 - place));
    }
  });

  it('refuses too little randomness rather than write a shorter secret', () => {
    expect(() => writeToken(new Uint8Array(50))).toThrow('not enough randomness');
    expect(() => writeToken(new Uint8Array(96).fill(255))).toThrow('not enough randomness');
    expect(() => writeToken(new Uint8Array())).toThrow('not enough randomness');
  });

  it('writes what the secret check takes for a secret', () => {
    fc.assert(
      fc.property(token, (text) => {
        expect(text.startsWith(agentPrefix)).toBe(true);
        expect(secretFault({ note: text })?.issues[0]?.code).toBe('COUNTERSIGN_KEY');
      }),
    );
  });
});

describe('lookupOf', () => {
  it.each([
    ['nothing', ''],
    ['the prefix alone', 'mcp_'],
    ['another prefix', good.replace('mcp_', 'hum_')],
    ['an upper-case prefix', good.replace('mcp_', 'MCP_')],
    ['a short secret', good.slice(0, -1)],
    ['a long secret', `${good}a`],
    ['a line feed after it', `${good}\n`],
    ['a space before it', ` ${good}`],
    ['a digit of another alphabet', `${good.slice(0, -1)}\u0661`],
    ['a hyphen in the secret', `${good.slice(0, -1)}-`],
    ['no secret', good.slice(0, 13)],
    ['a lookup of nine', good.replace('mcp_', 'mcp_a')],
    ['two tokens', `${good}${good}`],
  ])('takes %s for no token', (_, text) => {
    expect(lookupOf(text)).toBeNull();
  });

  it('never throws, and finds only what stands in the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), token), (text) => {
        const lookup = lookupOf(text);
        expect(lookup === null || text.startsWith(`mcp_${lookup}_`)).toBe(true);
      }),
    );
  });
});

describe('provesToken', () => {
  it('is true for the token that was hashed and for no other', () => {
    fc.assert(
      fc.property(token, fc.nat({ max: 55 }), (text, place) => {
        const hash = hashToken(text);
        expect(provesToken(text, hash)).toBe(true);
        const other = text.charAt(place) === 'a' ? 'b' : 'a';
        expect(provesToken(text.slice(0, place) + other + text.slice(place + 1), hash)).toBe(false);
      }),
    );
  });

  it('looks at every byte of the stored hash', () => {
    for (let place = 0; place < 32; place += 1) {
      const hash = hashToken(good);
      hash[place] = (hash[place] ?? 0) ^ 1;
      expect(provesToken(good, hash)).toBe(false);
    }
  });

  it.each([0, 1, 31, 33, 64])('is false, without a throw, for a stored hash of %i bytes', (length) => {
    const hash = Buffer.alloc(length);
    hashToken(good).copy(hash);
    expect(provesToken(good, hash)).toBe(false);
  });

  it('never throws for junk and is never true by chance', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
        expect(provesToken(text, Buffer.from(bytes))).toBe(false);
      }),
    );
  });

  it('stores SHA-256 of the whole token', () => {
    expect(hashToken('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
