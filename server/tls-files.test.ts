import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Authority } from '@/host/testing/certificates';
import { TlsDirectory } from '@/host/testing/tls-files';
import { ConfigError } from '@/lib/settings/config-error';
import { readTlsFiles, type TlsPaths } from '@/server/tls-files';

const authority = new Authority('CA');
const own = authority.issue({ name: 'countersign', use: 'server', hosts: ['localhost'] });
const other = authority.issue({ name: 'other', use: 'server' });
const ended = authority.issue({ name: 'ended', use: 'server', from: -3, to: -1 });
const early = authority.issue({ name: 'early', use: 'server', from: 1, to: 3 });
const endedAuthority = new Authority('ended', { from: -3, to: -1 }).identity;
let files: TlsDirectory;

beforeEach(() => {
  files = new TlsDirectory(own, authority.identity);
  onTestFinished(() => files.remove());
});

const sentence = (paths: TlsPaths): string => {
  try {
    readTlsFiles(paths);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'taken';
};

test('files that belong together are taken, with a chain, with and without authorities', () => {
  expect(sentence(files)).toBe('taken');
  expect(sentence({ cert: files.cert, key: files.key, clientCa: null })).toBe('taken');
  files.serve({ ...own, cert: own.cert + authority.identity.cert });
  files.trust(endedAuthority, authority.identity);
  expect(sentence(files)).toBe('taken');
});

test.each(['cert', 'key', 'clientCa'] as const)('a %s that is not there', (which) => {
  const name = { cert: 'TLS_CERT', key: 'TLS_KEY', clientCa: 'TLS_CLIENT_CA' }[which];
  const { cert, key, clientCa } = files;
  expect(sentence({ cert, key, clientCa, [which]: '/nowhere' })).toBe(
    `${name} must be a file that can be read.`,
  );
  expect(sentence({ cert, key, clientCa, [which]: '/' })).toBe(`${name} must be a file that can be read.`);
});

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const locked = privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString();

test.each<[string, () => void, string]>([
  ['a certificate that is none', () => write('cert', 'hello'), 'TLS_CERT must hold certificates in PEM.'],
  ['a key for a certificate', () => write('cert', own.key), 'TLS_CERT must hold certificates in PEM.'],
  [
    'a broken certificate',
    () => write('cert', own.cert.replace(/\n.{64}\n/, '\nAAAA\n')),
    'TLS_CERT must hold certificates in PEM.',
  ],
  [
    'a key that is none',
    () => write('key', 'hello'),
    'TLS_KEY must hold a private key in PEM, without a passphrase.',
  ],
  [
    'a key with a passphrase',
    () => write('key', locked),
    'TLS_KEY must hold a private key in PEM, without a passphrase.',
  ],
  [
    'the key of another certificate',
    () => write('key', other.key),
    'TLS_KEY must be the private key of the certificate in TLS_CERT.',
  ],
  ['no authority', () => write('clientCa', ''), 'TLS_CLIENT_CA must hold certificates in PEM.'],
  [
    'authorities that have ended',
    () => files.trust(endedAuthority),
    'TLS_CLIENT_CA must hold an authority that is valid now.',
  ],
])('%s', (_, spoil, said) => {
  spoil();
  expect(sentence(files)).toBe(said);
});

test('a certificate out of its time', () => {
  files.serve(ended);
  expect(sentence(files)).toMatch(
    /^TLS_CERT must hold a certificate that is valid now: this one ended at [\d-]+T[\d:]+\.000Z\.$/,
  );
  files.serve(early);
  expect(sentence(files)).toMatch(/: this one begins at /);
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read', () => {
  chmodSync(files.key, 0);
  expect(sentence(files)).toBe('TLS_KEY must be a file that can be read.');
});

function write(which: 'cert' | 'key' | 'clientCa', text: string): void {
  writeFileSync(files[which], text);
}
