import { digitsOf, writeToken } from '../keys/key-format';

export type SecretKind = 'code' | 'access' | 'refresh';

/** What starts them. An access token is an agent credential; a code and a refresh token are none anywhere. */
const prefixes = { code: 'oac_', refresh: 'oar_' } as const;

const form = /^(?:oac|oar|mcp)_([0-9A-Za-z]{8})_[0-9A-Za-z]{43}$/;

/** The public part of a well-formed code or token, or null. */
export const secretLookupOf = (text: string): string | null => form.exec(text)?.[1] ?? null;

/** Writes one from random bytes; 96 are enough. */
export function writeSecret(kind: SecretKind, random: Uint8Array): { text: string; lookupId: string } {
  if (kind === 'access') {
    const { token: text, lookupId } = writeToken(random);
    return { text, lookupId };
  }
  const { lookupId, secret } = digitsOf(random);
  return { text: `${prefixes[kind]}${lookupId}_${secret}`, lookupId };
}

/** How long each lives, in seconds: the database knows the first two as well. A refresh token ends with its key at the latest. */
export const secretLife = { code: 60, access: 3600, refresh: 30 * 86_400 } as const;
