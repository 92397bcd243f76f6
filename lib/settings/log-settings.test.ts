import { expect, test } from 'vitest';
import { parseConfig } from '@/lib/config';
import { ConfigError } from './config-error';

const goodSecret = '6f1c0d9a8b7e4f2a1b3c5d7e9f0a2b4c';

test('checkpoints are signed with the key that DATA_DIR keeps, unless another is given in one of three ways', () => {
  expect(parseConfig({}).logSigning).toEqual({ by: 'kept' });
  expect(parseConfig({ LOG_SIGNING_KEY_FILE: 'log.pem' }).logSigning).toEqual({
    by: 'file',
    path: 'log.pem',
  });
  expect(parseConfig({ LOG_SIGNING_KEY: 'PRIVATE+KEY+…' }).logSigning).toEqual({
    by: 'text',
    text: 'PRIVATE+KEY+…',
  });
  const command = { by: 'command', program: 'kms', publicKey: 'AAAA' };
  const LOG_SIGNING_PUBLIC_KEY = 'AAAA';
  expect(parseConfig({ LOG_SIGNING_COMMAND: 'kms sign  --raw', LOG_SIGNING_PUBLIC_KEY }).logSigning).toEqual({
    ...command,
    arguments: ['sign', '--raw'],
  });
  const LOG_SIGNING_COMMAND = '["kms", "a b; rm", "$(x)"]';
  expect(parseConfig({ LOG_SIGNING_COMMAND, LOG_SIGNING_PUBLIC_KEY }).logSigning).toEqual({
    ...command,
    arguments: ['a b; rm', '$(x)'],
  });
});

test('a log is named by the host of the public URL, unless it is told another', () => {
  expect(parseConfig({}).logHost).toBe('127.0.0.1:3000');
  const given = { PUBLIC_URL: 'https://cs.example.com/here', AUTH_SECRET: goodSecret };
  expect(parseConfig(given).logHost).toBe('cs.example.com');
  expect(parseConfig({ ...given, LOG_ORIGIN: 'Log.example.com' }).logHost).toBe('log.example.com');
});

const witnessKey = 'w.example+0123abcd+BAAA';

test('witnesses are addresses with their keys; one on this machine may be without TLS in development', () => {
  const LOG_WITNESSES = `https://w.example/log/ ${witnessKey}, http://127.0.0.1:9 ${witnessKey}`;
  expect(parseConfig({ LOG_WITNESSES }).logWitnesses).toEqual([
    { url: 'https://w.example/log', verifierKey: witnessKey },
    { url: 'http://127.0.0.1:9', verifierKey: witnessKey },
  ]);
});

const pair = 'LOG_WITNESSES must be a comma-separated list of an https:// address and a verifier key each.';

test.each([
  [
    'LOG_SIGNING_KEY must not be set, because LOG_SIGNING_KEY_FILE is.',
    { LOG_SIGNING_KEY_FILE: 'a', LOG_SIGNING_KEY: 'b' },
  ],
  [
    'LOG_SIGNING_COMMAND must not be set, because LOG_SIGNING_KEY is.',
    { LOG_SIGNING_KEY: 'a', LOG_SIGNING_COMMAND: 'b', LOG_SIGNING_PUBLIC_KEY: 'c' },
  ],
  ['LOG_SIGNING_PUBLIC_KEY must be set, because LOG_SIGNING_COMMAND is.', { LOG_SIGNING_COMMAND: 'kms' }],
  ['LOG_SIGNING_COMMAND must be set, because LOG_SIGNING_PUBLIC_KEY is.', { LOG_SIGNING_PUBLIC_KEY: 'a' }],
  [
    'LOG_SIGNING_COMMAND must be a program and its arguments, as words or a JSON array.',
    { LOG_SIGNING_COMMAND: '["kms", 1]', LOG_SIGNING_PUBLIC_KEY: 'a' },
  ],
  ['LOG_ORIGIN must be a host name, with its port where it has one.', { LOG_ORIGIN: 'https://a' }],
  [pair, { LOG_WITNESSES: 'https://w.example' }],
  [pair, { LOG_WITNESSES: `http://w.example ${witnessKey}` }],
  [pair, { LOG_WITNESSES: `http://127.evil.example ${witnessKey}` }],
  [
    pair,
    {
      LOG_WITNESSES: `http://127.0.0.1 ${witnessKey}`,
      COUNTERSIGN_ENV: 'production',
      AUTH_SECRET: goodSecret,
      DATABASE_URL: 'postgres://app@db/cs',
      PUBLIC_URL: 'https://cs.example.com',
    },
  ],
])('%s', (message, variables) => {
  expect(() => parseConfig(variables)).toThrow(new ConfigError(message));
});
