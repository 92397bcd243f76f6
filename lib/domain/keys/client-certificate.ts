import { accept, type Result, refuse } from '../refusal';

/** A certificate whose holder was proved, by the handshake of this connection or by a trusted proxy. */
export type ClientCertificate = {
  /** SHA-256 over its DER bytes, in hex. */
  thumbprint: string;
  subject: string;
};

/**
 * The header by which the server names, to its own inside, the entry of `peerSlot` that holds for one request. It is
 * removed from everything that arrives, and its value cannot be guessed.
 */
export const peerHeader = 'x-countersign-peer';

/** Where in `globalThis` the server keeps what it proved: Next bundles modules of its own, and shares this alone. */
export const peerSlot = Symbol.for('countersign.peer-certificates');

/** RFC 8705 section 3: a key bound to a certificate is worth nothing without it. `bound` is null for a key that is not. */
export function boundCertificate(bound: string | null, presented: string | null): Result<null> {
  if (bound === null || bound === presented) return accept(null);
  if (presented === null)
    return noCertificate('This key is bound to a client certificate, and none was proved.');
  return refuse('CLIENT_CERT_MISMATCH', 'This key is bound to another client certificate.');
}

export const noCertificate = (message: string) => refuse('CLIENT_CERT_REQUIRED', message);
