import { type IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { headerFilter } from '@/server/request-headers';

const forged = {
  'x-forwarded-for': '198.51.100.1',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  forwarded: 'for=198.51.100.1',
  'x-real-ip': '198.51.100.1',
  'x-nonce': 'known',
  'content-security-policy': "script-src 'nonce-known'",
  'x-middleware-subrequest': 'proxy',
  'x-middleware-next': '1',
  'x-matched-path': '/admin',
  'x-countersign-peer': 'ab'.repeat(16),
};
const genuine = {
  host: 'h',
  cookie: 'c',
  authorization: 'a',
  rsc: '1',
  'next-action': 'n',
  'x-user-id': 'u',
};

test.each(['203.0.113.9', '::ffff:203.0.113.9', '::1'])('%s may not speak for anyone', (peer) => {
  expect(filtered(peer, ['10.0.0.0/8'], { ...forged, ...genuine })).toEqual(genuine);
  expect(filtered(peer, [], { ...forged, ...genuine })).toEqual(genuine);
});

test.each(['10.1.2.3', '::ffff:10.1.2.3', 'fd00::7'])('the trusted proxy %s may, but not as Next', (peer) => {
  expect(filtered(peer, ['10.0.0.0/8', 'fd00::7'], { ...forged, ...genuine })).toEqual({
    ...genuine,
    'x-forwarded-for': '198.51.100.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
  });
});

test('of a chain of addresses the one that the outermost trusted proxy saw is kept', () => {
  const chain = { 'x-forwarded-for': '1.1.1.1, 198.51.100.1, 10.0.0.9' };
  expect(filtered('10.1.2.3', ['10.0.0.0/8'], chain)).toEqual({ 'x-forwarded-for': '198.51.100.1' });
});

test('a trusted proxy that names nobody is itself the client', () => {
  expect(filtered('10.1.2.3', ['10.0.0.0/8'], {})).toEqual({ 'x-forwarded-for': '10.1.2.3' });
});

test('the mark of an agent credential stays, and no other header of ours', () => {
  const sent = { 'x-countersign-agent-credential': '1', 'x-countersign-agent-credential-x': '1' };
  expect(filtered('203.0.113.9', [], sent)).toEqual({ 'x-countersign-agent-credential': '1' });
});

function filtered(peer: string, trusted: string[], headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, headers);
  headerFilter(trusted)(request);
  return { ...request.headers };
}
