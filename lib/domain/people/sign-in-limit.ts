import { createHmac } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/**
 * How many failed sign-ins are tolerated within the window, in minutes: at one account from one address, at one account from
 * anywhere, and from one address. A stranger's guesses stop the stranger; only many strangers together stop the account.
 */
export const signInLimit = { windowMinutes: 15, perPair: 10, perAccount: 500, perAddress: 100 };

/** The name under which tries are counted; keyed, so that the table tells nobody which accounts were tried. */
export const attemptSubject = (secret: string, kind: 'pair' | 'account' | 'address', value: string): Buffer =>
  createHmac('sha256', secret).update(`sign-in:${kind}:${value}`).digest();

/**
 * The part of a client address that one client cannot change at will: an IPv4 address, or the /64 of an IPv6 address.
 * Untrusted input: whatever is not an address is counted together.
 */
export function addressGroup(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}

/** In words, for the person who has to wait. */
export const waitWords = (milliseconds: number): string => {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
};
