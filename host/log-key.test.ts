import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { keptLogKey, rawPublicKey, readLogKey } from './log-key';

const directory = mkdtempSync(join(tmpdir(), 'countersign-log-key-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('is made once, of random, for this user alone', () => {
  const [one, other] = [join(directory, 'a'), join(directory, 'b')];
  const publicKey = rawPublicKey(keptLogKey(one));
  expect(publicKey).toHaveLength(32);
  expect(rawPublicKey(keptLogKey(one))).toEqual(publicKey);
  expect(rawPublicKey(keptLogKey(other))).not.toEqual(publicKey);
  expect(statSync(join(one, 'log-key.pem')).mode & 0o777).toBe(0o600);
});

it('is neither replaced where the file is damaged, nor used where others may read it', () => {
  const path = join(directory, 'b', 'log-key.pem');
  chmodSync(path, 0o640);
  expect(() => keptLogKey(join(directory, 'b'))).toThrow('may be read by others');
  chmodSync(path, 0o600);
  writeFileSync(path, 'nothing');
  expect(() => keptLogKey(join(directory, 'b'))).toThrow('is not an Ed25519 key');
});

/** The example of the documentation of Go's golang.org/x/mod/sumdb/note. */
const goSigner = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const goVerifier = 'ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

it('may be written as Go writes it', () => {
  const key = readLogKey(`${goSigner}\n`);
  expect(key && Buffer.from(rawPublicKey(key)).toString('base64')).toBe(
    Buffer.from(goVerifier, 'base64').subarray(1).toString('base64'),
  );
  if (key === null) throw new Error('not read');
  const text = Buffer.from('text');
  expect(verify(null, text, createPublicKey(key), sign(null, text, key))).toBe(true);
});

it.each([
  ['a key of which a letter is wrong', goSigner.replace('AYEKFAL', 'AYEKFAM')],
  ['a key under another name', goSigner.replace('Peter', 'Petra')],
  ['a key of another kind', goSigner.replace('+AYEK', '+AoEK')],
  ['no key at all', 'PRIVATE+KEY+'],
  ['a text', 'secret'],
  [
    'a key of another algorithm',
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  ],
])('is not read from %s', (_, text) => {
  expect(readLogKey(text.toString())).toBeNull();
});
