import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { clientOf } from './client-of';

vi.hoisted(() => {
  process.env['PUBLIC_URL'] = 'https://console.test';
  process.env['OAUTH_HOST'] = 'oauth.test';
});

let connections = 0;
const listener = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve);
  });
  const address = listener.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => listener.close());

it.each([
  ['this machine', ['127.0.0.1']],
  ['this machine beside a public address', ['127.0.0.1', '93.184.215.14']],
  ['this machine in the form of IPv6', ['::ffff:127.0.0.1']],
])('no document is fetched from a public name that stands for %s', async (_what, addresses) => {
  const named = await clientOf(`https://editor.acme-tools.com:${port}/client.json`, async () => addresses);
  expect(named).toMatchObject({
    ok: false,
    refusal: { message: 'The document of this client could not be read.' },
  });
  expect(connections).toBe(0);
});
