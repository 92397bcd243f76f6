import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Agent, get, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { connect, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { freePort } from '@/host/free-port';
import { Authority, type Identity } from '@/host/testing/certificates';
import { TlsDirectory } from '@/host/testing/tls-files';
import { certificateOf } from '@/lib/door/client-certificate';
import { frontDoor } from '@/server/front-door';
import { HttpsServer } from '@/server/https-server';

const authority = new Authority('Agents CA');
const own = new Authority('Server CA');
const serverIdentity = own.issue({ name: 'countersign', use: 'server', hosts: ['127.0.0.1'] });
const agent = authority.issue({ name: 'agent', use: 'client' });
let files: TlsDirectory;
let https: HttpsServer;
let port: number;

beforeAll(async () => {
  files = new TlsDirectory(serverIdentity, authority.identity);
  https = new HttpsServer(files);
  port = await freePort(0);
  const settings = { publicUrl: `https://127.0.0.1:${port}`, host: '127.0.0.1', port, trustProxy: [] };
  const inside = frontDoor(
    settings,
    async (request, response) => {
      // What a route does, in a module graph of its own.
      response.end(JSON.stringify(certificateOf(new Headers({ ...heldBy(request.headers) }))));
    },
    https.prove,
  );
  https.server.on('request', inside).listen(port, '127.0.0.1');
  await once(https.server, 'listening');
});
afterAll(() => {
  https.server.closeAllConnections();
  https.server.close();
  files.remove();
});

const heldBy = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

type Seen = { proved: unknown; headers: NodeJS.Dict<string | string[]>; socket: TLSSocket };

/** Asks once, with what a client presents, and answers what the inside was told. */
async function ask(
  identity: Identity | null,
  options: RequestOptions & { session?: Buffer } = {},
): Promise<Seen> {
  const presented = identity && { cert: identity.cert, key: identity.key };
  const request = get({
    host: '127.0.0.1',
    port,
    ca: own.identity.cert,
    agent: false,
    ...presented,
    ...options,
  });
  const [response]: unknown[] = await once(request, 'response');
  if (!(response instanceof IncomingMessage) || !(response.socket instanceof TLSSocket)) {
    throw new Error('not over TLS');
  }
  const { headers, socket } = response;
  return { proved: JSON.parse(await text(response)), headers, socket };
}

const proof = ({ thumbprint, name }: Identity) => ({ thumbprint, subject: `CN=${name}` });

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a certificate of the authority is proved over %s',
  async (version) => {
    const { proved, headers } = await ask(agent, { minVersion: version, maxVersion: version });
    expect(proved).toEqual(proof(agent));
    expect(headers['strict-transport-security']).toContain('max-age=');
  },
);

test('without one the connection stands, and nothing is proved', async () => {
  expect((await ask(null)).proved).toBeNull();
});

test.each<[string, Identity]>([
  ['of another authority', new Authority('Agents CA').issue({ name: 'agent', use: 'client' })],
  ['that nobody signed', new Authority('agent').identity],
  ['that has expired', authority.issue({ name: 'agent', use: 'client', from: -3, to: -1 })],
  ['that has not begun', authority.issue({ name: 'agent', use: 'client', from: 1, to: 3 })],
  ['that is a server’s', authority.issue({ name: 'agent', use: 'server' })],
])('a certificate %s proves nothing', async (_, identity) => {
  expect((await ask(identity)).proved).toBeNull();
});

test('a certificate that ends while its connection stands proves nothing any more', async () => {
  const brief = authority.issue({ name: 'brief', use: 'client', to: 2 / 86_400 });
  const keepAlive = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => keepAlive.destroy());
  const first = await ask(brief, { agent: keepAlive });
  expect(first.proved).toEqual(proof(brief));
  await new Promise((settle) => setTimeout(settle, 2_500));
  const second = await ask(brief, { agent: keepAlive });
  expect(second.socket).toBe(first.socket);
  expect(second.proved).toBeNull();
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)('a resumed %s session keeps its certificate', async (version) => {
  const versions = { minVersion: version, maxVersion: version };
  const session = await sessionOf(agent, versions);
  // The certificate is not sent again: it comes out of the session.
  const { proved, socket } = await ask(null, { ...versions, session });
  expect(socket.isSessionReused()).toBe(true);
  expect(proved).toEqual(proof(agent));
});

/** In TLS 1.3 the ticket comes after the handshake. */
async function sessionOf(
  identity: Identity,
  versions: { minVersion: 'TLSv1.2' | 'TLSv1.3' },
): Promise<Buffer> {
  const { cert, key } = identity;
  const socket = connect({ host: '127.0.0.1', port, ca: own.identity.cert, cert, key, ...versions });
  const [session]: unknown[] = await once(socket, 'session');
  socket.destroy();
  if (!Buffer.isBuffer(session)) throw new Error('no session');
  return session;
}

test('a header that claims one proves nothing', async () => {
  const forged = { 'X-Countersign-Peer': 'a'.repeat(32), 'X-Client-Cert': agent.thumbprint };
  expect((await ask(null, { headers: forged })).proved).toBeNull();
  expect((await ask(agent, { headers: forged })).proved).toEqual(proof(agent));
});

test('older TLS is not spoken', async () => {
  const older = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await expect(ask(agent, older)).rejects.toThrow('alert protocol version');
});

test('new files are served without a restart, and a connection goes on', async () => {
  const keepAlive = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => {
    keepAlive.destroy();
    files.serve(serverIdentity);
    https.reload();
  });
  const before = await ask(agent, { agent: keepAlive });
  const renewed = own.issue({ name: 'renewed', use: 'server', hosts: ['127.0.0.1'] });
  files.serve(renewed);
  https.reload();
  const after = await ask(agent, { agent: keepAlive });
  expect(after.socket).toBe(before.socket);
  expect(after.proved).toEqual(proof(agent));
  expect((await ask(agent)).socket.getPeerCertificate().fingerprint256).toBe(
    renewed.thumbprint.toUpperCase().replaceAll(/..(?=.)/g, '$&:'),
  );
});

test('files that cannot be used leave everything as it was', async () => {
  onTestFinished(() => files.serve(serverIdentity));
  files.serve({ ...serverIdentity, key: agent.key });
  expect(() => https.reload()).toThrow('TLS_KEY must be the private key of the certificate in TLS_CERT.');
  expect((await ask(agent)).proved).toEqual(proof(agent));
});

test('an authority that is taken out vouches for nobody, on no connection and in no session', async () => {
  const keepAlive = new Agent({ keepAlive: true, maxSockets: 1 });
  const session = await sessionOf(agent, { minVersion: 'TLSv1.3' });
  const idle = await ask(agent, { agent: keepAlive });
  const busy = connect({ host: '127.0.0.1', port, ca: own.identity.cert, cert: agent.cert, key: agent.key });
  await once(busy, 'secureConnect');
  // A request of which the last line is missing keeps the connection from being idle.
  busy.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
  await new Promise((settle) => setTimeout(settle, 100));
  onTestFinished(() => {
    keepAlive.destroy();
    files.trust(authority.identity);
    https.reload();
  });
  files.trust(own.identity);
  https.reload();
  busy.write('\r\n');
  const [answer]: unknown[] = await once(busy, 'data');
  expect(String(answer)).toMatch(/^connection: close\r\n[^]*\r\n\r\n[^{]*null/im);
  const next = await ask(agent, { agent: keepAlive });
  expect(next.socket).not.toBe(idle.socket);
  expect(next.proved).toBeNull();
  const resumed = await ask(null, { session });
  expect(resumed.socket.isSessionReused()).toBe(false);
  expect(resumed.proved).toBeNull();
});
