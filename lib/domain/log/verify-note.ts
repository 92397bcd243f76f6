import { type Bytes, utf8 } from './bytes';
import type { SignedNote } from './signed-note';
import { ed25519Type, type VerifierKey } from './verifier-key';

/** What a key says of a note: it signed it, somebody else pretends that it did, or it did not sign at all. */
export type NoteVerdict = 'signed' | 'false signature' | 'not signed by this key';

/**
 * C2SP signed-note: looks only at signatures whose name and id are the key's; each of them must be true, and there must
 * be one.
 */
export async function verifyNote(note: SignedNote, key: VerifierKey): Promise<NoteVerdict> {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (own.length === 0 || key.type !== ed25519Type) return 'not signed by this key';
  const text = utf8(note.text);
  const verdicts = await Promise.all(
    own.map(({ signature }) => isEd25519Signature(key.publicKey, signature, text)),
  );
  return verdicts.every(Boolean) ? 'signed' : 'false signature';
}

/** RFC 8032. False for a key or a signature that is none. */
export async function isEd25519Signature(
  publicKey: Bytes,
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, message);
  } catch (fault) {
    // A runtime without Ed25519 must not say that a signature is false.
    if (fault instanceof Error && fault.name === 'NotSupportedError') throw fault;
    return false;
  }
}
