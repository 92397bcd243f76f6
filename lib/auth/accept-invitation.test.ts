import { expect, it } from 'vitest';
import { config } from '@/lib/config';
import { writeInvitation } from '@/lib/domain/people/invitation-token';
import { acceptInvitation } from './accept-invitation';

const token = writeInvitation('5f0c1f0e-6a57-4a1e-9a41-1a9c8b1f6f10', Buffer.alloc(32, 7));
const own = () => new URL(config().publicUrl).origin;

const post = (headers: Record<string, string>, body = new URLSearchParams({ token }).toString()) =>
  acceptInvitation(new Request(`${own()}/api/auth/invitation`, { method: 'POST', headers, body }));

it('keeps the invitation when a person presses the button on our page', async () => {
  const answer = await post({ origin: own(), 'sec-fetch-site': 'same-origin' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/sign-in');
  expect(answer.headers.get('set-cookie')).toMatch(
    /^countersign\.invitation=inv_.*; HttpOnly; SameSite=Lax$/,
  );
});

it.each<[string, Record<string, string>, string]>([
  ['another site', { origin: 'https://evil.example' }, 'ORIGIN_NOT_ALLOWED'],
  ['a page that hides where it is', { origin: 'null' }, 'ORIGIN_NOT_ALLOWED'],
  ['nowhere', {}, 'ORIGIN_NOT_ALLOWED'],
  ['an agent', { origin: own(), authorization: 'Bearer mcp_abc' }, 'HUMAN_IDENTITY_REQUIRED'],
  ['a terminal', { origin: own(), authorization: 'Bearer hum_abc' }, 'UNAUTHENTICATED'],
])('keeps nothing for %s', async (_, headers, code) => {
  const answer = await post(headers);
  expect(await answer.json()).toMatchObject({ code });
  expect(answer.headers.get('set-cookie')).toBeNull();
});

it('keeps nothing that is no invitation', async () => {
  for (const body of ['', 'token=inv_x', `token=${token}%0d%0aset-cookie:a=b`]) {
    const answer = await post({ origin: own() }, body);
    expect([answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
      '/sign-in?error=AccessDenied',
      null,
    ]);
  }
  expect((await post({ origin: own() }, `token=${'x'.repeat(5000)}`)).status).toBe(413);
});
