import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import type { Config } from '@/lib/config';
import { utf8 } from '@/lib/domain/log/bytes';
import { isEd25519Signature } from '@/lib/domain/log/verify-note';
import { signerOf } from './log-signer';
import { newPem } from './testing/make-log';

const dataDir = tempDataDir('signer');
const signer = (logSigning: Config['logSigning']) => signerOf({ logSigning, dataDir });
const text = utf8('what is signed\n');

const pem = newPem();
const path = join(dataDir, 'key.pem');
writeFileSync(path, pem);
const spki = createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'pem' }).toString();
const program = process.execPath;
const script = (key: string) =>
  `const { sign } = require('node:crypto'); const parts = []; process.stdin.on('data', (part) => parts.push(part)).on('end', () =>
    console.log(sign(null, Buffer.concat(parts), ${JSON.stringify(key)}).toString('base64')))`;
const raw = Buffer.from(signer({ by: 'text', text: pem }).publicKey).toString('base64');

it.each<[string, Config['logSigning']]>([
  ['kept in DATA_DIR', { by: 'kept' }],
  ['in a file', { by: 'file', path }],
  ['in the environment', { by: 'text', text: pem }],
  ['that a program holds', { by: 'command', program, arguments: ['-e', script(pem)], publicKey: spki }],
  [
    'that a program holds, named by 32 bytes',
    { by: 'command', program, arguments: ['-e', script(pem)], publicKey: raw },
  ],
])('signs with a key %s', async (_, logSigning) => {
  const { sign, publicKey } = signer(logSigning);
  expect(await isEd25519Signature(publicKey, await sign(text), text)).toBe(true);
});

it('takes nothing from a program that signs with another key than it should', async () => {
  const liar = signer({ by: 'command', program, arguments: ['-e', script(newPem())], publicKey: spki });
  await expect(liar.sign(text)).rejects.toThrow('not by its public key');
});

it.each<[string, Config['logSigning'], string]>([
  [
    'a file that is not there',
    { by: 'file', path: join(dataDir, 'none') },
    'LOG_SIGNING_KEY_FILE must be a file',
  ],
  ['a text that is no key', { by: 'text', text: 'secret' }, 'LOG_SIGNING_KEY must hold an Ed25519'],
  [
    'a public key that is none',
    { by: 'command', program, arguments: [], publicKey: 'x' },
    'LOG_SIGNING_PUBLIC_KEY must be an Ed25519',
  ],
  [
    'a public key of another algorithm',
    {
      by: 'command',
      program,
      arguments: [],
      publicKey: generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .publicKey.export({ type: 'spki', format: 'pem' })
        .toString(),
    },
    'LOG_SIGNING_PUBLIC_KEY must be an Ed25519',
  ],
])('does not begin with %s', (_, logSigning, why) => {
  expect(() => signer(logSigning)).toThrow(why);
});
