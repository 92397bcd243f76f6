import { ConfigError } from './config-error';
import type { Environment } from './environment';

/** The files that https is served from; null where http is. `clientCa` is null where no client certificate is asked for. */
export type TlsSettings = { cert: string; key: string; clientCa: string | null } | null;

export interface CertificateSettings {
  /** Whether an agent must present one over MCP. */
  ofAgents: 'required' | 'optional';
  /** The header in which a trusted proxy hands one on, in lower case, and the secret that it proves itself with. */
  fromProxy: { header: string; secret: string } | null;
}

/** Throws ConfigError for a part without the others. */
export function tls({ TLS_CERT, TLS_KEY, TLS_CLIENT_CA }: Environment): TlsSettings {
  if (TLS_CERT !== null && TLS_KEY !== null) return { cert: TLS_CERT, key: TLS_KEY, clientCa: TLS_CLIENT_CA };
  if (TLS_CERT !== null) throw new ConfigError('TLS_KEY must be set, because TLS_CERT is.');
  if (TLS_KEY !== null) throw new ConfigError('TLS_CERT must be set, because TLS_KEY is.');
  if (TLS_CLIENT_CA === null) return null;
  throw new ConfigError('TLS_CERT and TLS_KEY must be set, because TLS_CLIENT_CA is.');
}

/** What is asked of the certificate of an agent. Throws ConfigError. */
export function clientCertificates(env: Environment): CertificateSettings {
  const fromProxy = certificatesFromProxy(env);
  const given = env.TLS_CLIENT_CERT_FOR_MCP;
  if (fromProxy !== null || env.TLS_CLIENT_CA !== null) return { ofAgents: given ?? 'required', fromProxy };
  if (given === null) return { ofAgents: 'optional', fromProxy };
  throw new ConfigError(
    'TLS_CLIENT_CERT_FOR_MCP must not be set, because neither TLS_CLIENT_CA nor CLIENT_CERT_HEADER is.',
  );
}

function certificatesFromProxy(env: Environment): CertificateSettings['fromProxy'] {
  const { CLIENT_CERT_HEADER: header, CLIENT_CERT_SECRET: proof, TRUST_PROXY, TLS_CLIENT_CA } = env;
  if (header === null && proof === null) return null;
  if (proof === null) throw new ConfigError('CLIENT_CERT_SECRET must be set, because CLIENT_CERT_HEADER is.');
  if (header === null)
    throw new ConfigError('CLIENT_CERT_HEADER must be set, because CLIENT_CERT_SECRET is.');
  if (TRUST_PROXY === null) {
    throw new ConfigError('TRUST_PROXY must name the proxy, because CLIENT_CERT_HEADER is set.');
  }
  if (TLS_CLIENT_CA === null) return { header, secret: proof };
  throw new ConfigError('CLIENT_CERT_HEADER must not be set, because TLS_CLIENT_CA is.');
}
