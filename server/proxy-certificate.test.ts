import { generateKeyPairSync } from 'node:crypto';
import { type IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Authority } from '@/host/testing/certificates';
import { carriedCredentials } from '@/server/carried-credentials';
import { proxyCertificates } from '@/server/proxy-certificate';

const secret = '6f1c0d9a8b7e4f2a1b3c5d7e9f0a2b4c';
const prove = proxyCertificates({ header: 'x-client-cert', secret }, ['10.0.0.0/8']);
const authority = new Authority('Agents CA');
const { cert, der, thumbprint } = authority.issue({ name: 'agent', use: 'client' });
const proof = { thumbprint, subject: 'CN=agent' };

/** What is proved for a request from an address with these headers, and what is left of the headers. */
function asked(from: string, headers: IncomingHttpHeaders) {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: from });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, { host: 'h', ...headers });
  return { proved: prove(request, new ServerResponse(request)), left: { ...request.headers } };
}

const fromProxy = (value: string, said: string | null = secret) =>
  asked('10.1.2.3', { 'x-client-cert': value, ...(said !== null && { 'x-client-cert-secret': said }) });

test.each([
  ['as RFC 9440 writes it', `:${der.toString('base64')}:`],
  ['as DER in base64', der.toString('base64')],
  ['as PEM with percent encoding', encodeURIComponent(cert)],
])('a trusted proxy with the secret hands the certificate on, %s', (_, value) => {
  expect(fromProxy(value)).toEqual({ proved: proof, left: { host: 'h' } });
});

test('or its SHA-256 alone', () => {
  const colons = thumbprint.toUpperCase().replaceAll(/..(?=.)/g, '$&:');
  for (const value of [thumbprint, colons]) {
    expect(fromProxy(value).proved).toEqual({ thumbprint, subject: '' });
  }
});

test.each([
  ['without the secret', () => fromProxy(thumbprint, null)],
  ['with an empty secret', () => fromProxy(thumbprint, '')],
  ['with another secret', () => fromProxy(thumbprint, secret.replace('6', '7'))],
  ['with the secret twice', () => fromProxy(thumbprint, `${secret}, ${secret}`)],
  [
    'from another address',
    () => asked('192.0.2.1', { 'x-client-cert': thumbprint, 'x-client-cert-secret': secret }),
  ],
])('%s nothing is proved, and neither header gets inside', (_, ask) => {
  expect(ask()).toEqual({ proved: null, left: { host: 'h' } });
});

const expired = authority.issue({ name: 'agent', use: 'client', from: -3, to: -1 });

test.each([
  ['nothing', ''],
  ['a word', 'NONE'],
  ['SHA-1', 'ab'.repeat(20)],
  ['two certificates', `:${der.toString('base64')}:, :${der.toString('base64')}:`],
  ['two thumbprints', `${thumbprint}, ${thumbprint}`],
  ['broken percent encoding', '%E0%A4%A'],
  ['a certificate cut short', der.toString('base64').slice(0, 200)],
  ['a key', encodeURIComponent(authority.identity.key)],
  ['an expired certificate', `:${expired.der.toString('base64')}:`],
])('a value that is %s proves nothing', (_, value) => {
  expect(fromProxy(value)).toEqual({ proved: null, left: { host: 'h' } });
});

test('a long certificate in a header does not read as the credential of an agent', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 4096 });
  const long = publicKey.export({ type: 'spki', format: 'pem' }).toString().repeat(3);
  for (const value of [encodeURIComponent(long), Buffer.from(long).toString('base64')]) {
    expect(carriedCredentials({ url: '/', rawHeaders: ['X-Client-Cert', value] })).toEqual({
      agent: false,
      service: false,
    });
  }
});
