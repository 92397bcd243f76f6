import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { now } from '@/lib/clock';
import type { Config } from '@/lib/config';
import { ConfigError } from '@/lib/settings/config-error';

export type TlsPaths = NonNullable<Config['tls']>;
export type TlsFiles = { cert: string; key: string; clientCa: string | null };

/** Reads what https is served with. Throws ConfigError, one sentence, for the first file that cannot be used. */
export function readTlsFiles(paths: TlsPaths): TlsFiles {
  const cert = read('TLS_CERT', paths.cert);
  const key = read('TLS_KEY', paths.key);
  requireOwn(cert, key);
  if (paths.clientCa === null) return { cert, key, clientCa: null };
  const clientCa = read('TLS_CLIENT_CA', paths.clientCa);
  if (certificatesIn('TLS_CLIENT_CA', clientCa).some((authority) => timeFault(authority) === null)) {
    return { cert, key, clientCa };
  }
  throw new ConfigError('TLS_CLIENT_CA must hold an authority that is valid now.');
}

function requireOwn(cert: string, key: string): void {
  const [own] = certificatesIn('TLS_CERT', cert);
  const fault = own && timeFault(own);
  if (fault) throw new ConfigError(`TLS_CERT must hold a certificate that is valid now: this one ${fault}.`);
  if (own?.checkPrivateKey(privateKeyIn(key))) return;
  throw new ConfigError('TLS_KEY must be the private key of the certificate in TLS_CERT.');
}

function read(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(`${name} must be a file that can be read.`);
  }
}

/** Every certificate of a file, the first of which is the server's own where it is that file. */
function certificatesIn(name: string, pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block));
  } catch {
    // Falls through to the sentence that a file without any gets.
  }
  throw new ConfigError(`${name} must hold certificates in PEM.`);
}

function privateKeyIn(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ConfigError('TLS_KEY must hold a private key in PEM, without a passphrase.');
  }
}

/** Why a certificate does not hold at this moment, or null. */
export function timeFault({ validFromDate, validToDate }: X509Certificate): string | null {
  const at = now();
  if (at < validFromDate) return `begins at ${validFromDate.toISOString()}`;
  return at > validToDate ? `ended at ${validToDate.toISOString()}` : null;
}
