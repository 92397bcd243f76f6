import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Config } from '@/lib/config';
import type { ClientCertificate } from '@/lib/domain/keys/client-certificate';
import { clientCertSecretHeader } from '@/lib/settings/environment';
import { type Prove, standingCertificate } from '@/server/proved-certificate';
import { trustedAddresses } from '@/server/request-headers';

type FromProxy = NonNullable<Config['clientCertificates']['fromProxy']>;

/**
 * The word of a proxy on the client's certificate: from a trusted address, with the secret, and only then. Both headers are
 * removed from every request.
 */
export function proxyCertificates({ header, secret }: FromProxy, trustProxy: readonly string[]): Prove {
  const isTrusted = trustedAddresses(trustProxy);
  const expected = digest(secret);
  return (request) => {
    const said = taken(request, header);
    const proof = taken(request, clientCertSecretHeader);
    const isProxy = isTrusted(request.socket.remoteAddress) && timingSafeEqual(digest(proof), expected);
    return isProxy ? readCertificate(said) : null;
  };
}

function taken({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  delete headers[name];
  return typeof value === 'string' ? value : '';
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const base64 = /^:?([A-Za-z0-9+/]+={0,2}):?$/;

/**
 * UNTRUSTED INPUT in form: SHA-256 in hex, with or without colons; DER in base64, as RFC 9440 writes it or bare; PEM with
 * percent encoding. Null for anything else, two certificates in one line included.
 */
function readCertificate(value: string): ClientCertificate | null {
  const hex = value.replaceAll(':', '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hex)) return { thumbprint: hex, subject: '' };
  const der = base64.exec(value)?.[1];
  try {
    const bytes = der === undefined ? decodeURIComponent(value) : Buffer.from(der, 'base64');
    return standingCertificate(new X509Certificate(bytes));
  } catch {
    return null;
  }
}
