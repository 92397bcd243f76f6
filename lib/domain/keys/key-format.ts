import { createHash, timingSafeEqual } from 'node:crypto';

/** `mcp_<8 lookup>_<43 base62>`: the lookup finds the row, the rest (256 bits) proves it. */
const agentToken = /^mcp_([0-9A-Za-z]{8})_([0-9A-Za-z]{43})$/;

/** What every agent credential starts with, valid or not. */
export const agentPrefix = 'mcp_';

/** The public part of a well-formed token, or null. */
export const lookupOf = (token: string): string | null => agentToken.exec(token)?.[1] ?? null;

/** What is stored instead of the token. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Compares in constant time. */
export const provesToken = (token: string, hash: Buffer): boolean => {
  const given = hashToken(token);
  return given.length === hash.length && timingSafeEqual(given, hash);
};

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Writes an agent's token from random bytes. */
export function writeToken(random: Uint8Array): { token: string; lookupId: string } {
  const { lookupId, secret } = digitsOf(random);
  return { token: `${agentPrefix}${lookupId}_${secret}`, lookupId };
}

/**
 * What a token is made of: 8 lookup digits and 43 secret digits from random bytes. Bytes of 248 and above are skipped, so that
 * every digit is equally likely; 96 bytes are enough in practice and too few throw.
 */
export function digitsOf(random: Uint8Array): { lookupId: string; secret: string } {
  const digits = [...random].filter((byte) => byte < 248).map((byte) => base62.charAt(byte % 62));
  if (digits.length < 51) throw new Error('not enough randomness');
  return { lookupId: digits.slice(0, 8).join(''), secret: digits.slice(8, 51).join('') };
}
