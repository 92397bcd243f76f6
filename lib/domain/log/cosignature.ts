import { type Bytes, utf8 } from './bytes';
import type { NoteSignature } from './signed-note';
import type { VerifierKey } from './verifier-key';
import { isEd25519Signature } from './verify-note';

/** Signature type of a timestamped Ed25519 cosignature of a witness. */
export const cosignatureType = 0x04;

const timestampBytes = 8;

/** C2SP tlog-cosignature: what a witness signs at a moment, which is the note and when it looked. */
export const cosignedText = (text: string, seconds: bigint): Bytes =>
  utf8(`cosignature/v1\ntime ${seconds}\n${text}`);

/**
 * Whether the witness of this key cosigned the text of a note. False for any other key, and for one of a type that is not
 * known here.
 */
export async function isCosignature(
  text: string,
  { name, keyId, signature }: NoteSignature,
  key: VerifierKey,
): Promise<boolean> {
  if (key.type !== cosignatureType || name !== key.name || keyId !== key.keyId) return false;
  if (signature.length !== timestampBytes + 64) return false;
  const seconds = new DataView(signature.buffer, signature.byteOffset, timestampBytes).getBigUint64(0);
  if (seconds >= 2n ** 63n) return false;
  return isEd25519Signature(key.publicKey, signature.slice(timestampBytes), cosignedText(text, seconds));
}
