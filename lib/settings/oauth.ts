import { ConfigError } from './config-error';
import type { Environment } from './environment';
import { publicUrl } from './public-url';
import { isLoopback } from './reach';

/** The authorization server on its own host name; null where there is none. In development clients may be on loopback. */
export type OAuthSettings = { host: string; issuer: string; clientsOnLoopback: boolean } | null;

/** Cookies do not tell ports apart: only another host name keeps a session away from what OAuth answers. Throws ConfigError. */
export function oauth(env: Environment): OAuthSettings {
  const { OAUTH_HOST: host, OAUTH_CLIENTS_ON_LOOPBACK: onLoopback } = env;
  if (onLoopback !== null && env.COUNTERSIGN_ENV === 'production') {
    throw new ConfigError(
      'OAUTH_CLIENTS_ON_LOOPBACK must not be set, because COUNTERSIGN_ENV is production.',
    );
  }
  if (host === null) return null;
  const console = new URL(publicUrl(env));
  const issuer = URL.parse(`${console.protocol}//${host}`);
  if (issuer === null || issuer.hostname === console.hostname) {
    throw new ConfigError('OAUTH_HOST must be another host name than that of PUBLIC_URL.');
  }
  if (issuer.protocol === 'http:' && !onThisMachine(issuer.hostname)) {
    throw new ConfigError(
      'OAUTH_HOST must be a name of this machine (localhost), because PUBLIC_URL is http: tokens would cross the network in the clear.',
    );
  }
  return { host: issuer.host, issuer: issuer.origin, clientsOnLoopback: onLoopback !== null };
}

/** `localhost` and what is under it never leave the machine (RFC 6761). */
const onThisMachine = (hostname: string): boolean => isLoopback(hostname) || hostname.endsWith('.localhost');
