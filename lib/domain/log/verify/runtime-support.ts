/** What of WebCrypto this runtime lacks: all of it on a page that came unencrypted from another machine, or Ed25519. */
export type RuntimeLack = 'webcrypto' | 'ed25519';

/** Null where files can be verified. */
export async function runtimeLack(): Promise<RuntimeLack | null> {
  if (!('subtle' in crypto)) return 'webcrypto';
  try {
    await crypto.subtle.importKey('raw', basePoint, { name: 'Ed25519' }, false, ['verify']);
    return null;
  } catch {
    return 'ed25519';
  }
}

/** RFC 8032 section 5.1: a point of the curve, and so a public key. */
const basePoint = Uint8Array.of(0x58, ...Array<number>(31).fill(0x66));
