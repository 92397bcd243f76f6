import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { keptLogKey, rawPublicKey, readLogKey } from '@/host/log-key';
import { runSigningCommand } from '@/host/signing-command';
import { type Config, config } from '@/lib/config';
import { fromBase64 } from '@/lib/domain/log/base64';
import type { Bytes } from '@/lib/domain/log/bytes';
import { isEd25519Signature } from '@/lib/domain/log/verify-note';
import { fewAtOnce } from '../few-at-once';

/** One Ed25519 key, wherever it is kept. What it signs is verified before it is used. */
export type LogSigner = {
  /** 32 bytes. */
  readonly publicKey: Bytes;
  readonly sign: (text: Bytes) => Promise<Bytes>;
};

/** However many ask, a machine runs so many programs that sign. */
const commands = fewAtOnce(4);

let made: LogSigner | undefined;

/** What signs the checkpoints of this installation. Throws one sentence where its key cannot be used. */
export function logSigner(): LogSigner {
  made ??= signerOf(config());
  return made;
}

/** The same for given settings. */
export function signerOf({ logSigning, dataDir }: Pick<Config, 'logSigning' | 'dataDir'>): LogSigner {
  if (logSigning.by === 'kept') return withKey(keptLogKey(dataDir));
  if (logSigning.by === 'text') return withKey(keyIn('LOG_SIGNING_KEY', logSigning.text));
  if (logSigning.by === 'file') return withKey(keyIn('LOG_SIGNING_KEY_FILE', readKeyFile(logSigning.path)));
  const publicKey = publicKeyIn(logSigning.publicKey);
  return verified(publicKey, (text) => commands.run(() => runSigningCommand(logSigning, text)));
}

const withKey = (key: KeyObject): LogSigner =>
  verified(rawPublicKey(key), async (text) => Uint8Array.from(sign(null, text, key)));

/** A signer that lies, or holds another key, signs nothing. */
const verified = (publicKey: Bytes, signText: LogSigner['sign']): LogSigner => ({
  publicKey,
  sign: async (text) => {
    const signature = await signText(text);
    if (await isEd25519Signature(publicKey, signature, text)) return signature;
    throw new Error('what signs the log gave a signature that is not by its public key');
  },
});

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error('LOG_SIGNING_KEY_FILE must be a file that can be read.');
  }
}

function keyIn(name: string, text: string): KeyObject {
  const key = readLogKey(text);
  if (key === null) throw new Error(`${name} must hold an Ed25519 private key, in PEM or as a Go note key.`);
  return key;
}

/** In PEM, or 32 bytes in base64. */
function publicKeyIn(text: string): Bytes {
  const raw = fromBase64(text.trim());
  if (raw?.length === 32) return raw;
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyType === 'ed25519') return rawPublicKey(key);
  } catch {
    // Falls through to the sentence that any other text gets.
  }
  throw new Error('LOG_SIGNING_PUBLIC_KEY must be an Ed25519 public key, in PEM or 32 bytes in base64.');
}
