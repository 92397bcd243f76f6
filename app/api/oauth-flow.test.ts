import { auth, Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { type Scope, scopes } from '@/lib/domain/keys/scope';
import { openReceiver, type Receiver } from '@/lib/notify/testing/receiver';
import { clientDocument, KeptInMemory } from '@/lib/oauth/testing/test-client';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { consentToClient, showConsent } from '@/lib/use-cases/oauth/consent-to-client';
import { accepted } from '@/lib/use-cases/testing/result';
import { hostsFetch } from './testing/two-hosts';

const oauth = 'https://oauth.test';
const console = 'https://console.test';
vi.hoisted(() => {
  process.env['PUBLIC_URL'] = 'https://console.test';
  process.env['OAUTH_HOST'] = 'oauth.test';
  process.env['OAUTH_CLIENTS_ON_LOOPBACK'] = 'yes';
});

const redirectUri = 'http://127.0.0.1:7777/callback';
let person: TestPerson;
let human: Human;
let documents: Receiver;
let clientId: string;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  human = await makeSession(person);
  documents = await openReceiver();
  clientId = `http://127.0.0.1:${documents.port}/client.json`;
  documents.answer((response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(clientDocument(clientId, redirectUri))),
  );
});
afterAll(() => documents.close());

/** The browser's part: the authorization endpoint sends it to the console, where the person lets the client in. */
async function throughBrowser(provider: KeptInMemory): Promise<URLSearchParams> {
  const answer = await hostsFetch(provider.sentTo ?? '');
  expect(answer.status).toBe(303);
  const page = new URL(answer.headers.get('location') ?? '');
  expect(page.origin + page.pathname).toBe(`${console}/oauth/consent`);
  const handle = page.searchParams.get('request') ?? '';
  const { offered } = accepted(await showConsent(human, handle));
  expect(offered).toEqual(scopes);
  const given: Scope[] = ['mcp:read:drafts', 'mcp:read:health'];
  const consent = { handle, approve: true, scopes: given, days: 7, environment: 'dev' } as const;
  const { goTo } = accepted(await consentToClient(human, consent));
  expect(goTo.startsWith(redirectUri)).toBe(true);
  return new URL(goTo).searchParams;
}

const connectWith = async (provider: KeptInMemory) => {
  const client = new Client({ name: 'test-editor', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(`${oauth}/api/mcp`), {
    authProvider: provider,
    fetch: hostsFetch,
  });
  await client.connect(transport);
  return client;
};

const accessOf = ({ kept }: KeptInMemory): string => kept?.access_token ?? '';
const heldOf = ({ kept }: KeptInMemory): string => kept?.refresh_token ?? '';

describe('OAuth with the official client', () => {
  it('discovers, is let in by a person, calls, refreshes, never applies, and ends with its key', async () => {
    const provider = new KeptInMemory(clientId, redirectUri, 'mcp:read:drafts mcp:read:health');
    await expect(connectWith(provider)).rejects.toThrow(UnauthorizedError);
    const answer = await throughBrowser(provider);
    expect(answer.get('state')).toBe('state-of-the-client');
    expect(answer.get('iss')).toBe(oauth);
    const options = { serverUrl: `${oauth}/api/mcp`, fetchFn: hostsFetch };
    const code = answer.get('code') ?? '';
    expect(await auth(provider, { ...options, authorizationCode: code, iss: oauth })).toBe('AUTHORIZED');
    expect(provider.kept).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'mcp:read:health mcp:read:drafts',
      access_token: expect.stringMatching(/^mcp_/),
      refresh_token: expect.stringMatching(/^oar_/),
    });

    const client = await connectWith(provider);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).toSorted()).toEqual(['draft_list', 'draft_show', 'health_get']);
    expect((await client.callTool({ name: 'draft_list', arguments: {} })).isError).toBeFalsy();

    const [access, held] = [accessOf(provider), heldOf(provider)];
    expect(await auth(provider, options)).toBe('AUTHORIZED');
    expect(accessOf(provider)).not.toBe(access);
    expect(heldOf(provider)).not.toBe(held);
    const again = await connectWith(provider);
    expect((await again.callTool({ name: 'draft_list', arguments: {} })).isError).toBeFalsy();

    const headers = { authorization: `Bearer ${accessOf(provider)}`, 'x-user-id': human.userId };
    const applied = await hostsFetch(`${console}/api/v1/drafts/drf_01ARZ3NDEKTSV4RRFFQ69G5FAV/apply`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(applied.status).toBe(403);
    expect(await applied.json()).toMatchObject({ code: 'MCP_CANNOT_APPLY' });
    const elsewhere = await hostsFetch(`${console}/api/v1/drafts`, { headers });
    expect(elsewhere.status).toBe(401);
    expect(await elsewhere.json()).toMatchObject({ code: 'INVALID_API_KEY' });
    const atKeys = await ping(console, accessOf(provider));
    expect(atKeys.status).toBe(401);
    expect(await atKeys.json()).toMatchObject({ code: 'INVALID_API_KEY' });

    const revoked = await hostsFetch(`${oauth}/oauth/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: heldOf(provider), client_id: clientId }),
    });
    expect(revoked.status).toBe(200);
    const ended = await ping(oauth, accessOf(provider));
    expect(ended.status).toBe(401);
    expect(await ended.json()).toMatchObject({ code: 'KEY_REVOKED' });
    const { items } = accepted(await listEvidence(human, {}));
    expect(items.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['key_issued', 'draft_apply_refused', 'key_revoked']),
    );
  });
});

const ping = (origin: string, token: string | null) =>
  hostsFetch(`${origin}/api/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  });

describe('the two hosts', () => {
  const documentsOf = [
    '/.well-known/oauth-authorization-server',
    '/.well-known/oauth-protected-resource',
    '/.well-known/oauth-protected-resource/api/mcp',
  ];

  it.each(documentsOf)('%s is there on the host of OAuth and a JSON 404 on that of keys', async (path) => {
    const there = await hostsFetch(`${oauth}${path}`);
    expect(there.status).toBe(200);
    expect(there.headers.get('cache-control')).toBe('no-store');
    expect(there.headers.get('access-control-allow-origin')).toBeNull();
    const here = await hostsFetch(`${console}${path}`);
    expect(here.status).toBe(404);
    expect(await here.json()).toMatchObject({ code: 'ROUTE_NOT_FOUND' });
  });

  it.each(['/oauth/authorize', '/oauth/token', '/oauth/revoke'])(
    '%s is not there on the host of keys',
    async (path) => {
      const method = path === '/oauth/authorize' ? 'GET' : 'POST';
      expect((await hostsFetch(`${console}${path}`, { method })).status).toBe(404);
    },
  );

  it('says where OAuth begins on its own host alone, and takes keys on both', async () => {
    const { token } = await makeKey(person);
    for (const origin of [oauth, console]) expect((await ping(origin, token)).status).toBe(200);
    const asked = await ping(oauth, null);
    expect(asked.status).toBe(401);
    expect(asked.headers.get('www-authenticate')).toBe(
      `Bearer resource_metadata="${oauth}/.well-known/oauth-protected-resource/api/mcp"`,
    );
    expect((await ping(console, null)).headers.get('www-authenticate')).toBe('Bearer');
  });

  it('answers no REST on the host of OAuth', async () => {
    const { token } = await makeKey(person);
    const answer = await hostsFetch(`${oauth}/api/v1/drafts`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toMatchObject({ code: 'HOST_NOT_ALLOWED' });
  });
});
