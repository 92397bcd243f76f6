import { NextRequest } from 'next/server';
import { describe, expect, it, vi } from 'vitest';
import { authDoor } from '@/lib/auth/auth-door';
import { proxy } from '@/proxy';

vi.hoisted(() => {
  process.env['PUBLIC_URL'] = 'https://console.test';
  process.env['OAUTH_HOST'] = 'oauth.test';
});

const asked = (host: string, path: string, method = 'GET') =>
  new NextRequest(`https://${host}${path}`, {
    method,
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    ...(method === 'POST' && { body: 'email=robin%40acme.example&password=x' }),
  });

describe('on the host of OAuth', () => {
  it.each(['/', '/drafts', '/sign-in', '/oauth/consent', '/api/v1/docs'])(
    'no page is shown at %s',
    (path) => {
      expect(proxy(asked('oauth.test', path)).status).toBe(404);
      expect(proxy(asked('OAUTH.test', path)).status).toBe(404);
      expect(proxy(asked('console.test', path)).status).toBe(200);
    },
  );

  it.each(['/oauth/authorize', '/oauth/token', '/.well-known/oauth-authorization-server'])(
    'what is its own is let through to %s',
    (path) => {
      const { status, headers } = proxy(asked('oauth.test', path));
      // A header of a page here would stand in the answer instead of the route's own.
      expect([status, headers.get('cache-control')]).toEqual([200, null]);
    },
  );

  it.each<[string, string[]]>([
    ['GET', ['session']],
    ['GET', ['csrf']],
    ['GET', ['signin']],
    ['POST', ['callback', 'credentials']],
  ])('nobody signs in by %s of %s', async (method, nextauth) => {
    const path = `/api/auth/${nextauth.join('/')}`;
    const there = await authDoor(asked('oauth.test', path, method), {
      params: Promise.resolve({ nextauth }),
    });
    expect([there.status, await there.json()]).toEqual([404, { code: 'ROUTE_NOT_FOUND' }]);
    expect(there.headers.get('set-cookie')).toBeNull();
    const here = await authDoor(asked('console.test', path, method), {
      params: Promise.resolve({ nextauth }),
    });
    expect(here.status).not.toBe(404);
  });
});
