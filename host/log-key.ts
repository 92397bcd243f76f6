import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { keptText } from './kept-file';

/**
 * The Ed25519 key of an installation that was given none: made once, kept in DATA_DIR. A damaged file is a fault, and so
 * is one that other users may read: a signature by a key that somebody else holds proves nothing.
 */
export function keptLogKey(dataDir: string): KeyObject {
  const path = join(dataDir, 'log-key.pem');
  const text = keptText(path, () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new Error(`${path} may be read by others; make it mode 0600, or a new key where it was read`);
  }
  const key = readLogKey(text);
  if (key === null) throw new Error(`${path} is not an Ed25519 key; restore it from a backup`);
  return key;
}

/** An Ed25519 private key as PKCS#8 in PEM, or as Go's note writes it; null when it is neither. */
export function readLogKey(text: string): KeyObject | null {
  const trimmed = text.trim();
  return trimmed.startsWith('PRIVATE+KEY+') ? readNoteKey(trimmed) : readPem(trimmed);
}

function readPem(text: string): KeyObject | null {
  try {
    const key = createPrivateKey(text);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** RFC 8410 section 7: what stands before the 32 bytes of a key. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** `PRIVATE+KEY+<name>+<key id>+<base64 of 0x01 and the seed>`. The name is that of one log; here one key signs for many. */
function readNoteKey(text: string): KeyObject | null {
  const [, name, keyId, encoded] =
    /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || bytes.length !== 33 || bytes[0] !== 0x01) return null;
  const der = Buffer.concat([pkcs8Head, bytes.subarray(1)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return noteKeyId(name, rawPublicKey(key)) === keyId ? key : null;
}

/** C2SP signed-note: the first four bytes of what identifies a key. */
const noteKeyId = (name: string, publicKey: Uint8Array): string =>
  createHash('sha256').update(`${name}\n\u0001`).update(publicKey).digest('hex').slice(0, 8);

/** The 32 bytes of the public part. */
export const rawPublicKey = (key: KeyObject): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));
