import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64';
import { type Bytes, utf8 } from './bytes';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint';
import { openCheckpoint } from './open-checkpoint';
import { formatNote, parseNote } from './signed-note';
import { formatTlogProof, parseTlogProof } from './tlog-proof';
import { ed25519Key, formatVerifierKey, parseVerifierKey, type VerifierKey } from './verifier-key';
import { verifyNote } from './verify-note';

const rawKey = (key: KeyObject): Bytes =>
  new Uint8Array(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));
const keys = generateKeyPairSync('ed25519');
const origin = 'countersign.example/log/1';
const key = await ed25519Key(origin, rawKey(keys.publicKey));
const other = await ed25519Key(origin, rawKey(generateKeyPairSync('ed25519').publicKey));

const signed = (text: string, by: VerifierKey = key): string =>
  formatNote({
    text,
    signatures: [{ ...by, signature: new Uint8Array(sign(null, utf8(text), keys.privateKey)) }],
  });
const checkpoint: Checkpoint = { origin, size: 12, root: new Uint8Array(32).fill(7) };

/** From the documentation of Go's golang.org/x/mod/sumdb/note. */
const goKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const goNote = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

describe('base64', () => {
  it('reads back what it wrote, and nothing that could be written otherwise', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        (bytes) => toBase64(fromBase64(toBase64(bytes)) ?? utf8('?')) === toBase64(bytes),
      ),
    );
    expect(['QQ', 'QR==', 'Q Q=', 'QQ==\n', '!', 'QUI'].map(fromBase64)).toEqual(Array(6).fill(null));
  });
});

describe('a signed note', () => {
  it('is the one that Go signed', async () => {
    const [note, known] = [parseNote(goNote), await parseVerifierKey(goKey)];
    expect(note && known && (await verifyNote(note, known))).toBe('signed');
    expect(note && formatNote(note)).toBe(goNote);
    expect(known && formatVerifierKey(known)).toBe(goKey);
    const changed = parseNote(goNote.replace('answer', 'Answer'));
    expect(changed && known && (await verifyNote(changed, known))).toBe('false signature');
    expect(note && (await verifyNote(note, key))).toBe('not signed by this key');
  });

  it('counts no signature of another key of the same name', async () => {
    const note = parseNote(signed('a\n', other));
    expect(note && (await verifyNote(note, key))).toBe('not signed by this key');
    expect(note && (await verifyNote(note, other))).toBe('false signature');
  });

  it('must be signed truly by every line that bears its key', async () => {
    const note = parseNote(signed('a\n'));
    const [line] = note?.signatures ?? [];
    const forged = line && { ...line, signature: new Uint8Array(64) };
    const both = note && line && forged && { ...note, signatures: [line, forged] };
    expect(both && (await verifyNote(both, key))).toBe('false signature');
  });

  it.each([
    ['nothing', ''],
    ['no signature', 'a\n\n'],
    ['no blank line', 'a\n\u2014 b AAAAAAA=\n'],
    ['no last newline', goNote.slice(0, -1)],
    ['a hyphen for the dash', goNote.replace('\u2014', '-')],
    ['a control character', goNote.replace('problem,', 'problem\u0000')],
    ['a carriage return', goNote.replaceAll('\n', '\r\n')],
    ['a lone surrogate', goNote.replace('problem,', '\ud800')],
    ['a signature without bytes', 'a\n\n\u2014 b AAAAAA==\n'],
    ['a key name with a plus', goNote.replace('PeterNeumann', 'Peter+Neumann')],
    ['a hundred signatures', `a\n\n${'\u2014 b AAAAAAA=\n'.repeat(100)}`],
  ])('is none with %s', (_, text) => expect(parseNote(text)).toBeNull());
});

describe('a verifier key', () => {
  it.each([
    ['another id', goKey.replace('c74f20a3', 'c74f20a4')],
    ['another name', goKey.replace('Peter', 'peter')],
    ['a short key', 'a+00000000+AQ=='],
    ['text behind it', `${goKey} `],
    ['capital digits', goKey.replace('c74f20a3', 'C74F20A3')],
  ])('is none with %s', async (_, text) => expect(await parseVerifierKey(text)).toBeNull());
});

describe('a checkpoint', () => {
  it('opens with the key of its log alone', async () => {
    const note = signed(formatCheckpoint(checkpoint));
    expect(await openCheckpoint(note, key)).toMatchObject({ ok: true, checkpoint });
    expect(await openCheckpoint(note, other)).toEqual({ ok: false, code: 'NOT_SIGNED_BY_KEY' });
    expect(await openCheckpoint(note.replace('\n12\n', '\n13\n'), key)).toEqual({
      ok: false,
      code: 'SIGNATURE_FALSE',
    });
    expect(await openCheckpoint('x', key)).toEqual({ ok: false, code: 'NOT_A_SIGNED_NOTE' });
    expect(await openCheckpoint(signed('a\n'), key)).toEqual({ ok: false, code: 'NOT_A_CHECKPOINT' });
    const elsewhere = signed(formatCheckpoint({ ...checkpoint, origin: 'elsewhere' }));
    expect(await openCheckpoint(elsewhere, key)).toEqual({ ok: false, code: 'OTHER_LOG' });
  });

  it.each(['-1', '01', '1e3', '9007199254740993', '', ' 1', '12\nextension'])('has no size %j', (size) => {
    expect(parseCheckpoint(`${origin}\n${size}\n${toBase64(checkpoint.root)}\n`)).toBeNull();
  });

  it('has a root of 32 bytes and nothing behind it', () => {
    expect(parseCheckpoint(`${origin}\n1\n${toBase64(new Uint8Array(31))}\n`)).toBeNull();
    expect(parseCheckpoint(`${formatCheckpoint(checkpoint)}more\n`)).toBeNull();
  });
});

describe('a tlog-proof', () => {
  const proof = {
    extra: utf8('{}'),
    index: 3,
    hashes: [checkpoint.root, checkpoint.root],
    checkpoint: goNote,
  };

  it('reads back what it wrote', () => {
    expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
    const bare = { ...proof, extra: null, hashes: [] };
    expect(parseTlogProof(formatTlogProof(bare))).toEqual(bare);
  });

  it.each([
    ['another version', (text: string) => text.replace('@v1', '@v2')],
    ['no index', (text: string) => text.replace('index 3\n', '')],
    ['a signed index', (text: string) => text.replace('index 3', 'index +3')],
    ['extra that is not base64', (text: string) => text.replace('extra e30=', 'extra e31=')],
    ['a short hash', (text: string) => text.replace(toBase64(checkpoint.root), 'AAAA')],
    ['54 hashes', () => formatTlogProof({ ...proof, hashes: Array(54).fill(checkpoint.root) })],
    ['no checkpoint', (text: string) => text.slice(0, text.indexOf('\n\n') + 2)],
  ])('is none with %s', (_, change) => expect(parseTlogProof(change(formatTlogProof(proof)))).toBeNull());
});
