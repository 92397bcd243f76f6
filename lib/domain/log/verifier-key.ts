import { fromBase64, toBase64 } from './base64';
import { type Bytes, concat, hexOf, utf8 } from './bytes';
import { sha256 } from './merkle-hash';

/** What verifies a signature of a note: C2SP signed-note, the text form of Go's `sumdb/note`. */
export type VerifierKey = {
  readonly name: string;
  /** Eight hex digits, which people compare. */
  readonly keyId: string;
  readonly type: number;
  readonly publicKey: Bytes;
};

/** Signature type of Ed25519 over the text of a note. */
export const ed25519Type = 0x01;

/** `SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4]` in hex. */
export async function keyIdOf(key: Omit<VerifierKey, 'keyId'>): Promise<string> {
  const hash = await sha256(concat(utf8(`${key.name}\n`), Uint8Array.of(key.type), key.publicKey));
  return hexOf(hash.subarray(0, 4));
}

/** The verifier key of an Ed25519 public key of 32 bytes under a name. */
export async function ed25519Key(name: string, publicKey: Bytes): Promise<VerifierKey> {
  const key = { name, type: ed25519Type, publicKey };
  return { ...key, keyId: await keyIdOf(key) };
}

/** `<name>+<key id>+<base64 of type and public key>` */
export const formatVerifierKey = ({ name, keyId, type, publicKey }: VerifierKey): string =>
  `${name}+${keyId}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;

/** Reads a key from outside; null unless it is well formed and its id is that of its bytes. */
export async function parseVerifierKey(text: string): Promise<VerifierKey | null> {
  const [, name, keyId, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  if (name === undefined || keyId === undefined || encoded === undefined) return null;
  const [type, ...rest] = fromBase64(encoded) ?? [];
  if (type === undefined || (isEd25519(type) && rest.length !== 32)) return null;
  const key = { name, type, publicKey: Uint8Array.from(rest) };
  return (await keyIdOf(key)) === keyId ? { ...key, keyId } : null;
}

/** Of a log, and of a witness (C2SP tlog-cosignature). */
const isEd25519 = (type: number): boolean => type === ed25519Type || type === 0x04;
