import { createHmac } from 'node:crypto';

/** RFC 8628 section 6.1: no vowels, so that no code is a word, and no letter that looks like another. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ';
const codeLength = 8;

/** How long a terminal waits for a person, how often it asks, and how much of either is tolerated. */
export const deviceLimits = {
  minutes: 10,
  intervalSeconds: 2,
  slowDownSeconds: 5,
  /** Logins that wait at once, of everybody together. */
  waiting: 500,
  /** Starts of one address, and wrong codes of one person, within the window of a sign-in. */
  perAddress: 30,
  perPerson: 10,
} as const;

/** `WDJB-MJHT` from random bytes; those that would favour a letter are skipped, and too few throw. */
export function writeUserCode(random: Uint8Array): string {
  const fair = 256 - (256 % alphabet.length);
  const letters = [...random]
    .filter((byte) => byte < fair)
    .map((byte) => alphabet.charAt(byte % alphabet.length));
  if (letters.length < codeLength) throw new Error('not enough randomness');
  return shownUserCode(letters.slice(0, codeLength).join(''));
}

const shownUserCode = (letters: string): string => `${letters.slice(0, 4)}-${letters.slice(4)}`;

/** UNTRUSTED INPUT: what a person typed as a code, in its one form, or null when it cannot be one. */
export function readUserCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[^A-Z]/g, '');
  const isCode =
    letters.length === codeLength && Array.from(letters).every((letter) => alphabet.includes(letter));
  return isCode && typed.length <= 32 ? shownUserCode(letters) : null;
}

/** What is stored instead of a code; keyed, because a user code has few enough forms to try them all. */
export const hashDeviceCode = (secret: string, kind: 'device' | 'user', code: string): Buffer =>
  createHmac('sha256', secret).update(`device-login:${kind}:${code}`).digest();
