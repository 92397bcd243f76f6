import { hash } from 'node:crypto';

/** Bytes of one hash of the log. */
export const hashBytes = 32;

/** SHA-256(0x00 || entry), RFC 6962 section 2.1, without waiting: a walk over a whole log asks for a million. */
export const leafHashNow = (entry: Uint8Array): Uint8Array => hash('sha256', prefixed(0, entry), 'buffer');

/** SHA-256(0x01 || left || right), RFC 6962 section 2.1. */
export const nodeHashNow = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  hash('sha256', prefixed(1, left, right), 'buffer');

function prefixed(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
