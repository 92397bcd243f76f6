import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant, type TestKey, type TestPerson } from '@/db/testing/fixtures';
import { openDoor } from './testing/door-server';
import { callBody, post } from './testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
  key = await makeKey(owner);
});
afterAll(() => door.close());

const health = callBody('health_get');

/** Status and code of an answer, wherever it holds its code. */
async function outcome(response: Response): Promise<string> {
  const text = await response.text();
  return `${response.status} ${/"code":"([A-Z_]+)"/.exec(text)?.[1] ?? (text.includes('"status\\":\\"ok\\"') ? 'ok' : text.slice(0, 80))}`;
}

/** fetch does not let a test choose its Host. */
const withHost = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { host, 'content-type': 'application/json', authorization: `Bearer ${key.token}` };
    request(door.url, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end(health);
  });

describe('before anything is asked', () => {
  it('lets a good request through, with headers that keep it out of caches', async () => {
    const response = await post(door.url, key.token, health, { 'x-correlation-id': 'run-42-abcdef' });
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('vary')).toContain('Authorization');
    expect(response.headers.get('x-correlation-id')).toBe('run-42-abcdef');
    expect(await outcome(response)).toBe('200 ok');
  });

  it('answers only under its own host names', async () => {
    const port = new URL(door.url).port;
    expect(await withHost(`127.0.0.1:${port}`)).not.toBe(403);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1:1', 'localhost.evil.example']) {
      expect([host, await withHost(host)]).toEqual([host, 403]);
    }
  });

  it('refuses foreign origins', async () => {
    const from = async (origin: string) => outcome(await post(door.url, key.token, health, { origin }));
    expect(await from(new URL(door.url).origin)).toBe('200 ok');
    for (const origin of [
      'https://evil.example',
      'null',
      'http://127.0.0.1:1',
      'http://localhost.evil.example',
    ]) {
      expect([origin, await from(origin)]).toEqual([origin, '403 ORIGIN_NOT_ALLOWED']);
    }
  });

  it.each([
    ['not JSON', '{', '400 MALFORMED_JSON'],
    ['an empty body', '', '400 MALFORMED_JSON'],
    [
      'a duplicate key',
      '{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/call"}',
      '400 MALFORMED_JSON',
    ],
    ['a duplicate key in arguments', callBody('x').replace('{}', '{"a":1,"a":2}'), '400 MALFORMED_JSON'],
    ['a batch', `[${health},${health}]`, '400 VALIDATION_FAILED'],
    ['JSON that is no message', '{"hello":1}', '400 VALIDATION_FAILED'],
    ['deep nesting', callBody('x').replace('{}', `${'['.repeat(80)}${']'.repeat(80)}`), '400 MALFORMED_JSON'],
    ['10 MB', JSON.stringify({ padding: 'x'.repeat(10_000_000) }), '413 PAYLOAD_TOO_LARGE'],
  ])('refuses %s', async (_, body, expected) => {
    expect(await outcome(await post(door.url, key.token, body))).toBe(expected);
  });

  it('answers a body that cannot be read with the code of the protocol', async () => {
    const malformed = await post(door.url, key.token, '{');
    expect(await malformed.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code: -32700 } });
    const batch = await post(door.url, key.token, '[]');
    expect(await batch.json()).toMatchObject({ error: { code: -32600 } });
  });

  it('bounds a body that does not say how long it is', async () => {
    const endless = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key.token}` };
    const init = { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit;
    const status = await fetch(door.url, init).then(
      (response) => response.status,
      () => 413,
    );
    expect(status).toBe(413);
  });

  it('takes only JSON, only by POST', async () => {
    const text = await post(door.url, key.token, health, { 'content-type': 'text/plain' });
    expect(await outcome(text)).toBe('415 UNSUPPORTED_MEDIA_TYPE');
    for (const method of ['GET', 'DELETE']) {
      const headers = { authorization: `Bearer ${key.token}`, accept: 'text/event-stream' };
      const response = await fetch(door.url, { method, headers });
      expect([method, response.status]).toEqual([method, 405]);
    }
  });
});

describe('the key', () => {
  it.each([
    ['no key', null, {}, '401 UNAUTHENTICATED'],
    ['a malformed key', 'mcp_short', {}, '401 INVALID_API_KEY'],
    ['a person’s token', 'hum_abcdefgh', {}, '401 INVALID_API_KEY'],
    ['an unknown key', `mcp_aaaaaaaa_${'b'.repeat(43)}`, {}, '401 INVALID_API_KEY'],
    ['Basic', null, { authorization: `Basic ${btoa('mcp_x:y')}` }, '401 UNAUTHENTICATED'],
    ['a cookie', null, { cookie: `key=mcp_aaaaaaaa_${'b'.repeat(43)}` }, '401 UNAUTHENTICATED'],
  ])('refuses %s with a challenge that names no OAuth', async (_, token, headers, expected) => {
    const response = await post(door.url, token, health, headers);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer( error="invalid_token")?$/);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.clone().json()).toMatchObject({
      category: 'auth',
      correlation_id: expect.any(String),
    });
    expect(await outcome(response)).toBe(expected);
  });

  it('is taken from X-MCP-API-Key too, unless two different ones are sent', async () => {
    const other = await makeKey(owner);
    expect(await outcome(await post(door.url, null, health, { 'x-mcp-api-key': key.token }))).toBe('200 ok');
    expect(await outcome(await post(door.url, key.token, health, { 'x-mcp-api-key': key.token }))).toBe(
      '200 ok',
    );
    const both = await post(door.url, key.token, health, { 'x-mcp-api-key': other.token });
    expect(await outcome(both)).toBe('401 UNAUTHENTICATED');
  });

  it('is never accepted in the address or beside one there', async () => {
    for (const token of [null, key.token]) {
      const response = await post(`${door.url}?api_key=${key.token}`, token, health);
      expect(await outcome(response)).toBe('401 UNAUTHENTICATED');
    }
    const beside = await post(door.url, key.token, health, { cookie: `a=${key.token}` });
    expect(await outcome(beside)).toBe('401 UNAUTHENTICATED');
  });

  it.each([
    ['revoked', { status: 'revoked' }, '401 KEY_REVOKED'],
    ['suspended', { status: 'suspended' }, '403 KEY_SUSPENDED'],
    ['expired', { hours: -1 }, '401 KEY_EXPIRED'],
  ] as const)(
    'that is %s is refused before the tool is looked at, and recorded',
    async (_, over, expected) => {
      const { token, agent } = await makeKey(owner, undefined, over);
      expect(await outcome(await post(door.url, token, callBody('no_such_tool')))).toBe(expected);
      const rows = await withTenantRead(
        owner.tenant.system,
        ({ sql }) =>
          sql`select decision, outcome, error_code, tool, http_status from tool_calls where agent_key_id = ${agent.keyId}`,
      );
      const [status, code] = expected.split(' ');
      expect([...rows]).toEqual([
        {
          decision: 'deny',
          outcome: 'denied',
          error_code: code,
          tool: 'no_such_tool',
          http_status: Number(status),
        },
      ]);
    },
  );

  it('names the tenant, whatever the request says', async () => {
    const stranger = await makePerson(await makeTenant(), 'reviewer');
    const response = await post(door.url, key.token, health, { 'x-tenant-id': stranger.tenant.id });
    const text = await response.text();
    expect(text).toContain(owner.tenant.name);
    expect(text).not.toContain(stranger.tenant.name);
  });
});
