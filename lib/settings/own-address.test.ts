import { expect, it } from 'vitest';
import { parseConfig } from '@/lib/config';
import { ownAddress } from './own-address';

const given = { AUTH_SECRET: '6f1c0d9a8b7e4f2a1b3c5d7e9f0a2b4c', PUBLIC_URL: 'https://cs.example.com' };

it.each([
  ['127.0.0.1', {}, 'http://127.0.0.1:3000'],
  ['0.0.0.0', {}, 'http://127.0.0.1:3000'],
  ['::', {}, 'http://[::1]:3000'],
  ['::1', {}, 'http://[::1]:3000'],
  ['10.0.0.5', { PORT: '8080' }, 'http://10.0.0.5:8080'],
  ['localhost', { TLS_CERT: 'a.pem', TLS_KEY: 'a.key' }, 'https://localhost:3000'],
])('a server that binds %s answers itself there, not at its public address', (HOST, more, address) => {
  expect(ownAddress(parseConfig({ ...given, ...more, HOST }))).toBe(address);
});
