import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeKey, makePerson, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { provedByServer } from '@/lib/door/testing/proved-by-server';
import { openDoor } from '../testing/door-server';
import { callBody, post } from '../testing/raw-call';

vi.hoisted(() => {
  Object.assign(process.env, {
    TRUST_PROXY: '127.0.0.1',
    CLIENT_CERT_HEADER: 'X-Client-Cert',
    CLIENT_CERT_SECRET: 'a-secret-of-the-proxy-0123456789',
  });
});

let door: Awaited<ReturnType<typeof openDoor>>;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
  key = await makeKey(await makePerson(await makeTenant(), 'reviewer'));
});
afterAll(() => door.close());

it('where agents must present a certificate, a key alone asks nothing, not even which tools there are', async () => {
  for (const body of [callBody('health_get'), '{"jsonrpc":"2.0","id":1,"method":"tools/list"}']) {
    const refused = await post(door.url, key.token, body);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({
      code: 'CLIENT_CERT_REQUIRED',
      detail: 'Agents must present a client certificate here, and none was proved.',
    });
    expect((await post(door.url, key.token, body, provedByServer('ab'.repeat(32)))).status).toBe(200);
  }
});
