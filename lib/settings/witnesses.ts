import { isIP } from 'node:net';
import { ConfigError } from './config-error';
import type { Environment } from './environment';

/** Whoever cosigns the anchor log: where `add-checkpoint` is, and the witness's verifier key as it is written. */
export type WitnessSetting = { readonly url: string; readonly verifierKey: string };

const sentence =
  'LOG_WITNESSES must be a comma-separated list of an https:// address and a verifier key each.';

/** Throws ConfigError. A witness on this machine may be http:// in development. */
export function witnesses({ LOG_WITNESSES, COUNTERSIGN_ENV }: Environment): readonly WitnessSetting[] {
  if (LOG_WITNESSES === null) return [];
  return LOG_WITNESSES.split(',').map((entry) => {
    const [url = '', verifierKey = '', ...more] = entry.trim().split(/\s+/);
    if (!URL.canParse(url) || more.length > 0 || !/^[^+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(verifierKey)) {
      throw new ConfigError(sentence);
    }
    const { protocol, hostname } = new URL(url);
    const atHome = COUNTERSIGN_ENV === 'development' && isLoopback(hostname);
    if (protocol !== 'https:' && !(protocol === 'http:' && atHome)) throw new ConfigError(sentence);
    return { url: url.replace(/\/+$/, ''), verifierKey };
  });
}

function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}
