import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '@/host/free-port';
import { frontDoor } from '@/server/front-door';

const token = `mcp_${'a'.repeat(8)}_${'B'.repeat(43)}`;
const server = createServer();
let port: number;
let passed: IncomingHttpHeaders[] = [];

beforeAll(async () => {
  port = await freePort(0);
  const settings = { publicUrl: 'https://sign.example', host: '0.0.0.0', port, trustProxy: [] };
  const inside = frontDoor(settings, (request, response) => {
    passed.push(request.headers);
    response.setHeader('referrer-policy', 'no-referrer');
    response.end('inside');
    return Promise.resolve();
  });
  server.on('request', inside).listen(port, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});

/** Sends exactly these lines and reads until the server closes: an HTTP client would tidy them up. */
async function send(line: string, ...headers: string[]): Promise<string> {
  passed = [];
  const socket = connect(port, '127.0.0.1');
  socket.end([`${line} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n'));
  let answer = '';
  for await (const bytes of socket) answer += String(bytes);
  return answer;
}

const ours = () => `Host: 127.0.0.1:${port}`;

test('an action that carries an agent credential ends here, whatever its address drops later', async () => {
  const answer = await send(`POST /drafts?k=${token}`, ours(), 'Next-Action: abc', 'Content-Length: 0');
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  expect(answer).toContain('application/problem+json');
  expect(answer).toContain('"code":"MCP_CANNOT_APPLY"');
  expect(answer).not.toContain(token);
  expect(passed).toEqual([]);
});

test('nor does one that carries a service credential', async () => {
  const answer = await send(
    'POST /drafts',
    ours(),
    'X-Any: svc_abcdefgh_x',
    'Next-Action: abc',
    'Content-Length: 0',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  expect(answer).toContain('"code":"HUMAN_IDENTITY_REQUIRED"');
  expect(passed).toEqual([]);
  await send('GET /api/v1/endpoints', ours(), 'X-Nonce: svc_abcdefgh_x');
  expect(passed).toEqual([expect.objectContaining({ 'x-countersign-service-credential': '1' })]);
  expect(passed[0]).not.toHaveProperty('x-countersign-agent-credential');
});

test('any other request that does is marked, also where the header itself is removed', async () => {
  await send('POST /api/v1/x', ours(), `X-Nonce: ${token}`, 'Content-Length: 0');
  expect(passed).toEqual([expect.objectContaining({ 'x-countersign-agent-credential': '1' })]);
  expect(passed[0]).not.toHaveProperty('x-nonce');
});

test.each([
  ['X-Countersign-Agent-Credential', '1'],
  ['X-Countersign-Service-Credential', '1'],
])('a mark that comes back from a forwarded action stays: %s', async (name, value) => {
  await send('POST /drafts/x', ours(), `${name}: ${value}`, 'Content-Length: 0');
  expect(passed[0]).toHaveProperty(name.toLowerCase(), value);
});

test('an action without one goes in unmarked', async () => {
  await send('POST /drafts', ours(), 'Next-Action: abc', 'Content-Length: 0');
  expect(passed[0]).toHaveProperty('next-action', 'abc');
  expect(passed[0]).not.toHaveProperty('x-countersign-agent-credential');
});

test.each([
  ['with an action', ['Origin: https://evil.example', 'Next-Action: abc']],
  ['with a form', ['Origin: https://evil.example', 'Content-Type: multipart/form-data; boundary=x']],
  ['from nowhere', ['Origin: null', 'Next-Action: abc']],
  ['from the public address on another port', ['Origin: https://sign.example:8443', 'Next-Action: abc']],
])('a page of another site sends one of ours nothing: %s', async (_, headers) => {
  const answer = await send('POST /oauth/consent?request=x', ours(), ...headers, 'Content-Length: 0');
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  expect(answer).toContain('application/problem+json');
  expect(answer).toContain('"code":"ORIGIN_NOT_ALLOWED"');
  expect(passed).toEqual([]);
});

test.each([
  ['from a page of ours', 'POST /oauth/consent', 'Origin: https://sign.example'],
  ['to the door of programs, which says so itself', 'POST /api/v1/drafts', 'Origin: https://evil.example'],
  ['to that of OAuth, which reads no cookie', 'POST /oauth/token', 'Origin: https://evil.example'],
  ['that only reads', 'GET /drafts', 'Origin: https://evil.example'],
])('a request goes in %s', async (_, line, origin) => {
  await send(line, ours(), origin, 'Content-Length: 0');
  expect(passed).toHaveLength(1);
});

test.each([
  ['two Hosts', ['Host: sign.example', 'Host: sign.example'], 400],
  ['two Hosts, one foreign', ['Host: sign.example', 'host: evil.example'], 400],
  ['a foreign Host', ['Host: evil.example'], 403],
  ['an empty Host', ['Host:'], 403],
  ['loopback on another port', ['Host: 127.0.0.1:1'], 403],
  ['a trailing dot', ['Host: sign.example.'], 403],
  ['the public Host', ['Host: sign.example'], 200],
  ['the public Host in capitals', ['Host: SIGN.example'], 200],
])('%s', async (_, headers, status) => {
  expect(await send('GET /drafts', ...headers)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(passed).toHaveLength(status === 200 ? 1 : 0);
});

test.each([
  ['http://evil.example/drafts', 403],
  ['HTTPS://evil.example', 403],
  ['http://sign.example@evil.example/drafts', 403],
  ['http:///drafts', 403],
  ['https://sign.example/drafts', 200],
])('an address of its own in the target outranks the Host: %s', async (target, status) => {
  const answer = await send(`GET ${target}`, 'Host: sign.example');
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer.includes('HOST_NOT_ALLOWED')).toBe(status === 403);
});

test.each(['/_next/image?url=x', '/_next/./image', '/_next/x/../image?u', 'http://sign.example/_next/image'])(
  'the image optimiser is not served: %s',
  async (path) => {
    expect(await send(`GET ${path}`, ours())).toMatch(/^HTTP\/1\.1 404 /);
    expect(passed).toEqual([]);
  },
);

test('every answer is careful, and one that says more itself is left alone', async () => {
  for (const answer of [await send('GET /x', ours()), await send('GET /_next/image', ours())]) {
    expect(answer).toContain('x-content-type-options: nosniff');
    expect(answer).toContain('x-frame-options: DENY');
    expect(answer).toContain("frame-ancestors 'none'");
  }
  expect((await send('GET /x', ours())).match(/referrer-policy: .*/g)).toEqual([
    'referrer-policy: no-referrer',
  ]);
});

test.each(['/api/v1/drafts/%ff', '/drafts/%', '/%c3%28'])(
  'nothing is at %s, which is no text',
  async (path) => {
    const answer = await send(`GET ${path}`, ours());
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('"code":"ROUTE_NOT_FOUND"');
    expect(passed).toEqual([]);
  },
);
