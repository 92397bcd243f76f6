import { expect, it } from 'vitest';
import { nilTenant } from '@/db/queries/sign-in-attempts';
import { withTenantRead } from '@/db/tenant';
import { doorkeeper } from '../people/signed-in';
import { accepted, codeOf } from '../testing/result';
import { startAuthorize } from './start-authorize';

const redirectUri = 'https://editor.example.com/callback';
const ask = (id: string, state = 's1') =>
  startAuthorize({ id, name: 'Editor', redirectUris: [redirectUri] }, redirectUri, {
    state,
    challenge: 'a'.repeat(43),
    scopes: ['mcp:read:drafts'],
    resource: 'https://oauth.test/api/mcp',
  });

const kept = () =>
  withTenantRead(doorkeeper(nilTenant), async ({ sql }) => {
    const [row] = await sql<{ n: number }[]>`
select count(*)::int as n from oauth_requests`;
    return row?.n;
  });

it('keeps nothing of a request, so that whoever has not signed in takes no room from another client', async () => {
  const before = await kept();
  const handles = Array.from({ length: 1200 }, (_, at) =>
    accepted(ask(`https://one.example.com/${at % 3}/client.json`)),
  );
  expect(new Set(handles).size).toBe(1200);
  expect(await kept()).toBe(before);
});

it('refuses what an address has no room for', () => {
  const longest = `https://one.example.com/${'x'.repeat(476)}`;
  expect(codeOf(ask('https://one.example.com/client.json', 's'.repeat(2000)))).toBe('ok');
  expect(codeOf(ask(longest, 's'.repeat(2000)))).toBe('VALIDATION_FAILED');
});
