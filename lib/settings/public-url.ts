import { isIP } from 'node:net';
import { ConfigError } from './config-error';
import type { Environment } from './environment';

/** The address people open, without a slash at its end. Throws ConfigError. */
export function publicUrl({ PUBLIC_URL, HOST, PORT, TLS_CERT }: Environment): string {
  const scheme = TLS_CERT === null ? 'http' : 'https';
  const url = PUBLIC_URL ?? defaultPublicUrl(scheme, HOST, PORT);
  if (scheme === 'https' && !url.startsWith('https:')) {
    throw new ConfigError('PUBLIC_URL must be an https:// address, because TLS_CERT is set.');
  }
  return url.replace(/\/+$/, '');
}

function defaultPublicUrl(scheme: string, host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') {
    throw new ConfigError('PUBLIC_URL must be the address people open, because HOST names every interface.');
  }
  return `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}
