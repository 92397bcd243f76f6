import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { closeHttp } from '@/server/close-http';

test('an event stream that never ends does not keep the server from closing', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: 1\n\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const stream = get({ host: '127.0.0.1', port: isAddress(address) ? address.port : 0 });
  stream.on('error', () => {});
  await once(stream, 'response');

  const startedAt = performance.now();
  await closeHttp(server);
  expect(performance.now() - startedAt).toBeLessThan(3000);
  expect(server.listening).toBe(false);
});

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
