import { ConfigError } from './config-error';
import type { Environment } from './environment';

/** Where people sign in with an identity provider; null where they do not. */
export type OidcSettings = { issuer: string; clientId: string; clientSecret: string | null } | null;

/** Throws ConfigError for half of it. */
export function oidc({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: Environment): OidcSettings {
  if (OIDC_ISSUER === null && OIDC_CLIENT_ID === null) return null;
  if (OIDC_ISSUER === null || OIDC_CLIENT_ID === null) {
    const missing = OIDC_ISSUER === null ? 'OIDC_ISSUER' : 'OIDC_CLIENT_ID';
    throw new ConfigError(`${missing} must be set, because the other half of the OIDC settings is.`);
  }
  return { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET };
}
