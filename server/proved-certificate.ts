import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientCertificate } from '@/lib/domain/keys/client-certificate';
import { timeFault } from '@/server/tls-files';

/** Says which certificate was proved for a request. It may remove headers, and may end the connection after the answer. */
export type Prove = (request: IncomingMessage, response: ServerResponse) => ClientCertificate | null;

/** What the routes learn of a certificate, while it is in its time. */
export function standingCertificate(certificate: X509Certificate): ClientCertificate | null {
  if (timeFault(certificate) !== null) return null;
  const { fingerprint256, subject } = certificate;
  return {
    thumbprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: subject.replaceAll('\n', ', '),
  };
}
