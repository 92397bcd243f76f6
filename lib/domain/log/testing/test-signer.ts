import { generateKeyPairSync, sign } from 'node:crypto';
import { type Bytes, utf8 } from '@/lib/domain/log/bytes';
import { type Checkpoint, formatCheckpoint } from '@/lib/domain/log/checkpoint';
import { formatNote } from '@/lib/domain/log/signed-note';
import { ed25519Key, formatVerifierKey, type VerifierKey } from '@/lib/domain/log/verifier-key';

export type TestSigner = {
  key: VerifierKey;
  verifierKey: string;
  sign: (bytes: Uint8Array) => Bytes;
  checkpoint: (head: Omit<Checkpoint, 'origin'>) => string;
};

/** A key of its own for the log of this name. */
export async function testSigner(origin: string): Promise<TestSigner> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  const key = await ed25519Key(origin, raw);
  const signed = (bytes: Uint8Array): Bytes => new Uint8Array(sign(null, bytes, privateKey));
  return {
    key,
    verifierKey: formatVerifierKey(key),
    sign: signed,
    checkpoint: (head) => {
      const text = formatCheckpoint({ origin, ...head });
      return formatNote({ text, signatures: [{ ...key, signature: signed(utf8(text)) }] });
    },
  };
}
