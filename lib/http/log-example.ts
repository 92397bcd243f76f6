import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { fromBase64, toBase64 } from '@/lib/domain/log/base64';
import { type Bytes, concat, hexOf, utf8 } from '@/lib/domain/log/bytes';
import { formatCheckpoint } from '@/lib/domain/log/checkpoint';
import { formatNote } from '@/lib/domain/log/signed-note';
import { consistencySpans, inclusionSpans, type Span } from '@/lib/domain/log/span';
import { formatTlogProof } from '@/lib/domain/log/tlog-proof';
import { ed25519Type, formatVerifierKey } from '@/lib/domain/log/verifier-key';
import { evidenceExample } from './examples';

// A log of examples, signed with a key that everybody has: what is published of it verifies.
const name = 'countersign.example.com/log/5f0c1f0e-6a57-4a1e-9a41-1a9c8b1f6f10';
const index = evidenceExample.merkle_position;
const size = index + 1;
const entry = fromBase64(evidenceExample.entry) ?? new Uint8Array();

const sha256 = (...parts: Uint8Array[]): Bytes =>
  Uint8Array.from(
    createHash('sha256')
      .update(concat(...parts))
      .digest(),
  );
const nodeOf = (left: Uint8Array, right: Uint8Array): Bytes => sha256(Uint8Array.of(1), left, right);

/** The record is the last leaf. What is left of it is made up: its hashes are those of the names of its spans. */
const hashOf = ({ from, to }: Span): Bytes => sha256(utf8(`${from}-${to}`));
const path = inclusionSpans(index, size).map(hashOf);
const root = path.reduce((right, left) => nodeOf(left, right), sha256(Uint8Array.of(0), entry));

const pkcs8 = concat(Buffer.from('302e020100300506032b657004220420', 'hex'), sha256(utf8('example')));
const secret = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
const publicKey = Uint8Array.from(
  createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32),
);
const keyId = hexOf(sha256(utf8(`${name}\n`), Uint8Array.of(ed25519Type), publicKey).subarray(0, 4));

const text = formatCheckpoint({ origin: name, size, root });
const signature = Uint8Array.from(sign(null, utf8(text), secret));
const checkpoint = formatNote({ text, signatures: [{ name, keyId, signature }] });
const verifierKey = formatVerifierKey({ name, keyId, type: ed25519Type, publicKey });

export const evidenceProofExample = {
  evidence: evidenceExample,
  proof: { index, size, hashes: path.map(toBase64), checkpoint, verifier_key: verifierKey },
  tlog_proof: formatTlogProof({ extra: entry, index, hashes: path, checkpoint }),
};

export const consistencyExample = {
  from: 32,
  to: size,
  hashes: consistencySpans(32, size).map(hashOf).map(toBase64),
  checkpoint,
  verifier_key: verifierKey,
};

export const logExample = {
  origin: name,
  verifier_key: verifierKey,
  size,
  root: toBase64(root),
  checkpoint,
  signed_at: evidenceExample.appended_at,
  verified_to: size,
  verified_at: evidenceExample.appended_at,
  broken: null,
};
