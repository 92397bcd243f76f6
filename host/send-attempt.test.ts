import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Authority } from '@/host/testing/certificates';
import { sendTo } from './send-attempt';

// As in production: the certificate is of a name that is not the address, by an authority that nobody here knows.
const authority = new Authority('Server CA');
const own = authority.issue({ name: 'countersign', use: 'server', hosts: ['10.9.8.7'] });
const other = authority.issue({ name: 'countersign', use: 'server', hosts: ['10.9.8.7'] });
const server = createServer({ cert: own.cert, key: own.key }, (request, response) => {
  response.statusCode = 403;
  response.end(`${request.method} ${request.url}`);
});
let base: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const attempt = {
  credential: '',
  road: '',
  method: 'POST',
  path: '/a/../b/%61',
  headers: {},
  body: '{}',
  answers: [],
};

it('sends the path as it is written, to the server whose certificate it was given', async () => {
  expect(await sendTo(base, own.cert)(attempt)).toEqual({ status: 403, text: 'POST /a/../b/%61' });
});

it('sends nothing to a server with another certificate, of the same authority or by the usual ones', async () => {
  await expect(sendTo(base, other.cert)(attempt)).rejects.toThrow(/certificate|verify/);
  await expect(sendTo(base)(attempt)).rejects.toThrow(/certificate|verify/);
});
