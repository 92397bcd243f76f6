import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { secretIdOf, writeSecret } from '@/lib/domain/delivery/signature';
import { type Message, sendMessage, usualSending } from './send-message';
import { openReceiver, type Receiver, status } from './testing/receiver';

vi.hoisted(() => {
  process.env['DELIVERY_TO_LOOPBACK'] = 'yes';
});

let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer(status(204));
});

const secrets = [1, 2].map((fill) => writeSecret(Buffer.alloc(32, fill)));
const body = JSON.stringify({ type: 'resource.applied', data: { name: 'orders – größe' } });
const messageTo = (url: string): Message => ({ id: 'dlv_test', url, secrets: secrets.slice(0, 1), body });
const send = (over: Partial<Message> = {}, sending: Partial<typeof usualSending> = {}) =>
  sendMessage({ ...messageTo(receiver.url), ...over }, { ...usualSending, ...sending });
const verifies = (
  secret: string,
  { headers, body: got } = receiver.received[0] ?? { headers: {}, body: '' },
) => {
  try {
    return new Webhook(secret).verify(got, headers as Record<string, string>);
  } catch {
    return null;
  }
};
const short = { connectMs: 300, totalMs: 400, bodyBytes: 1000 };

describe('a message', () => {
  it('verifies with the public library, and no longer when a byte has changed or the secret is another', async () => {
    expect(await send()).toMatchObject({ outcome: 'delivered', statusClass: 2 });
    const [got] = receiver.received;
    expect(got).toMatchObject({ method: 'POST', path: '/changes?plane=1', body });
    expect(got?.headers).toMatchObject({ 'webhook-id': 'dlv_test', host: `127.0.0.1:${receiver.port}` });
    expect(verifies(secrets[0] ?? '')).toEqual(JSON.parse(body));
    expect(verifies(secrets[1] ?? '')).toBeNull();
    expect(verifies(secrets[0] ?? '', { ...receiver.received[0], body: `${body} ` } as never)).toBeNull();
  });

  it('verifies with either of two secrets while one is rotated', async () => {
    await send({ secrets });
    for (const secret of secrets) expect(verifies(secret)).not.toBeNull();
    expect(secretIdOf(secrets[0] ?? '')).not.toBe(secretIdOf(secrets[1] ?? ''));
  });

  it('is not sent where the secrets cannot be opened', async () => {
    expect((await send({ secrets: null })).outcome).toBe('secret_unreadable');
    expect(receiver.received).toEqual([]);
  });
});

describe('an answer', () => {
  it.each([
    [200, 'delivered'],
    [299, 'delivered'],
    [400, 'refused'],
    [401, 'refused'],
    [410, 'gone'],
    [429, 'refused'],
    [503, 'refused'],
  ])('of %d is %s', async (code, outcome) => {
    receiver.answer(status(code));
    expect(await send()).toMatchObject({ outcome, statusClass: Math.floor(code / 100) });
  });

  it('that redirects is a failure, and nobody goes there', async () => {
    const elsewhere = await openReceiver();
    for (const code of [301, 302, 307, 308]) {
      receiver.answer(status(code, { location: elsewhere.url }));
      expect(await send()).toMatchObject({ outcome: 'redirected', statusClass: 3 });
    }
    expect([receiver.received.length, elsewhere.received.length]).toEqual([4, 0]);
    await elsewhere.close();
  });

  it('says how long to wait', async () => {
    receiver.answer(status(503, { 'retry-after': '120' }));
    expect(await send()).toMatchObject({ outcome: 'refused', retryAfterMs: 120_000 });
  });

  it('that never comes is given up in time', async () => {
    receiver.answer(() => {});
    const started = performance.now();
    expect((await send({}, { limits: short })).outcome).toBe('timed_out');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('whose body drips or never ends is taken no further than the limits, and counts by its status', async () => {
    let closed = 0;
    let written = 0;
    receiver.answer((response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.once('close', () => {
        closed += 1;
        clearInterval(drip);
      });
    });
    const started = performance.now();
    expect((await send({}, { limits: short })).outcome).toBe('delivered');
    expect(performance.now() - started).toBeLessThan(2_000);
    receiver.answer((response) => {
      response.writeHead(500);
      const more = () => {
        let goesOn = true;
        while (goesOn && !response.destroyed) {
          goesOn = response.write(Buffer.alloc(65_536));
          written += 65_536;
        }
      };
      response.on('drain', more).once('close', () => {
        closed += 1;
      });
      more();
    });
    expect((await send({}, { limits: { connectMs: 500, totalMs: 3_000, bodyBytes: 65_536 } })).outcome).toBe(
      'refused',
    );
    await vi.waitFor(() => expect(closed).toBe(2));
    expect(written).toBeLessThan(20_000_000);
  });
});

/** A resolver that gives these addresses one call after the other, and what it was asked. */
const resolving = (...addresses: string[]) => {
  const asked: string[] = [];
  const resolve = async (hostname: string) => {
    asked.push(hostname);
    return addresses.splice(0, 1);
  };
  return { asked, resolve };
};
const failing = () => Promise.reject(new Error('ENOTFOUND'));
const silent = () => new Promise<string[]>(() => {});
const late = async () => {
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  return ['127.0.0.1'];
};
const mixed = async () => ['93.184.216.34', '10.0.0.1'];

describe('where a message goes', () => {
  it('is the address that was judged: the name is asked once', async () => {
    const { asked, resolve } = resolving('127.0.0.1', '10.0.0.1');
    const url = `http://localhost:${receiver.port}/`;
    expect((await send({ url }, { resolve })).outcome).toBe('delivered');
    expect([asked, receiver.received[0]?.headers.host]).toEqual([
      ['localhost'],
      `localhost:${receiver.port}`,
    ]);
  });

  it.each([
    '10.0.0.7',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '0.0.0.0',
    '224.0.0.1',
    '::',
    'fe80::1',
    'fd00:ec2::254',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'not an address',
  ])('is never %s', async (address) => {
    const { resolve } = resolving(address);
    const outcome = await send({ url: 'https://hooks.acme.com/' }, { resolve });
    expect(outcome).toMatchObject({ outcome: 'address_refused', statusClass: null });
  });

  it('is refused whole when one of several addresses is private', async () => {
    expect((await send({ url: 'https://hooks.acme.com/' }, { resolve: mixed })).outcome).toBe(
      'address_refused',
    );
  });

  it('is nowhere when the name is unknown or nobody listens', async () => {
    expect((await send({ url: 'https://hooks.acme.com/' }, { resolve: failing })).outcome).toBe(
      'name_unknown',
    );
    const gone = await openReceiver();
    await gone.close();
    expect((await send({ url: gone.url })).outcome).toBe('unreachable');
  });

  it('is nowhere when the resolver does not answer in time', async () => {
    expect((await send({ url: 'https://a.example.com/' }, { resolve: silent, limits: short })).outcome).toBe(
      'timed_out',
    );
  });

  it('is found out within the time of the whole attempt', async () => {
    receiver.answer(() => {});
    const limits = { ...short, connectMs: 1_800, totalMs: 2_000 };
    const url = `http://localhost:${receiver.port}/`;
    const { outcome, durationMs } = await send({ url }, { resolve: late, limits });
    expect([outcome, receiver.received.length]).toEqual(['timed_out', 1]);
    expect(durationMs).toBeLessThan(2_900);
  });

  it('is not a server that does not speak TLS', async () => {
    const url = receiver.url.replace('http:', 'https:');
    expect((await send({ url })).outcome).toBe('tls_failed');
    expect(receiver.received).toEqual([]);
  });
});
