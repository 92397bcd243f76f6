import { digitsOf } from './key-format';

/** `svc_<8 lookup>_<43 base62>`: made and proved like an agent's token, and told apart from one by its prefix. */
const serviceToken = /^svc_([0-9A-Za-z]{8})_[0-9A-Za-z]{43}$/;

/** What every service credential starts with, valid or not. */
const servicePrefix = 'svc_';

/** The public part of a well-formed token, or null. The token is attacker-controlled and proves nothing yet. */
export const serviceLookupOf = (token: string): string | null => serviceToken.exec(token)?.[1] ?? null;

/** Writes a token from random bytes; 96 are enough. */
export function writeServiceToken(random: Uint8Array): { token: string; lookupId: string } {
  const { lookupId, secret } = digitsOf(random);
  return { token: `${servicePrefix}${lookupId}_${secret}`, lookupId };
}
