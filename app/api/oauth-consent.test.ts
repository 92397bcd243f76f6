import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { openReceiver } from '@/lib/notify/testing/receiver';
import { listKeys } from '@/lib/use-cases/keys/list-keys';
import { consentToClient, showConsent } from '@/lib/use-cases/oauth/consent-to-client';
import { keyStates, keysOf } from '@/lib/use-cases/testing/keys-of';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { type Asked, body, consentOf, documentOf, redirectUri } from './testing/oauth-asks';
import { servedClient } from './testing/served-client';

vi.hoisted(() => {
  process.env['PUBLIC_URL'] = 'https://console.test';
  process.env['OAUTH_HOST'] = 'oauth.test';
  process.env['OAUTH_CLIENTS_ON_LOOPBACK'] = 'yes';
});

const documents = await openReceiver();
const asks = servedClient(documents);
let person: TestPerson;
let human: Human;

beforeEach(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  human = await makeSession(person);
});

describe('the authorization endpoint', () => {
  it.each<[string, Asked, string]>([
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no challenge', { code_challenge: '' }, 'invalid_request'],
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['a scope that does not exist', { scope: 'mcp:read:everything' }, 'invalid_scope'],
    ['a scope that applies', { scope: 'mcp:draft:apply' }, 'invalid_scope'],
    ['another resource', { resource: 'https://console.test/api/mcp' }, 'invalid_target'],
    ['no resource', { resource: '' }, 'invalid_target'],
    ['a state that is too long', { state: 's'.repeat(2001) }, 'invalid_request'],
  ])('sends the browser nowhere before a person was asked, for %s', async (_what, over, error) => {
    const answer = await asks.authorize(over);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.json()).toMatchObject({ error });
  });

  it.each<[string, () => Asked]>([
    ['another redirect URI', () => ({ redirect_uri: 'https://editor.example.com/callback2' })],
    ['a redirect URI with a query more', () => ({ redirect_uri: `${redirectUri}?x=1` })],
    ['a script as redirect URI', () => ({ redirect_uri: 'javascript:alert(1)' })],
    ['a document at a private address', () => ({ client_id: 'https://10.0.0.7/client.json' })],
    ['a document at a metadata address', () => ({ client_id: 'https://169.254.169.254/client.json' })],
    ['a client id that is no address', () => ({ client_id: 'editor' })],
    ['a client id that two readers read as two', () => ({ client_id: `${asks.clientId}/../client.json` })],
    ['a document that is not there', () => ({ client_id: 'http://127.0.0.1:1/client.json' })],
  ])('sends the browser nowhere for %s', async (_what, query) => {
    const answer = await asks.authorize(query());
    expect(answer.status).toBe(422);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.json()).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it.each<[string, () => void]>([
    [
      'says another client_id',
      () => documents.answer(documentOf(asks.clientId, { client_id: `${asks.clientId}2` })),
    ],
    [
      'has a secret',
      () =>
        documents.answer(documentOf(asks.clientId, { token_endpoint_auth_method: 'client_secret_basic' })),
    ],
    [
      'has a name that hides something',
      () => documents.answer(documentOf(asks.clientId, { client_name: 'Editor\u202e' })),
    ],
    ['is huge', () => documents.answer(documentOf(asks.clientId, { filler: 'x'.repeat(20_000) }))],
    ['is a page', () => documents.answer(body('<html>', 'text/html'))],
    ['is no JSON', () => documents.answer(body('{'))],
    ['redirects', () => documents.answer((response) => response.writeHead(302, { location: '/x' }).end())],
    ['is an error', () => documents.answer((response) => response.writeHead(500).end('{}'))],
  ])('sends the browser nowhere for a document that %s', async (_what, arrange) => {
    arrange();
    const answer = await asks.authorize();
    expect(answer.status).toBe(422);
    expect(answer.headers.get('location')).toBeNull();
  });

  it('takes any port of the person’s own machine, and no other host for it', async () => {
    documents.answer(documentOf(asks.clientId, { redirect_uris: ['http://127.0.0.1/callback'] }));
    const other = await asks.authorize({ redirect_uri: 'http://127.0.0.1:4711/callback' });
    expect(other.status).toBe(303);
    expect((await asks.authorize({ redirect_uri: 'http://127.0.0.2:4711/callback' })).status).toBe(422);
    expect((await asks.authorize({ redirect_uri: 'http://127.0.0.1:4711/else' })).status).toBe(422);
  });
});

describe('the consent', () => {
  it('says no to the client when the person denies, and makes no key', async () => {
    const { goTo } = accepted(
      await consentToClient(human, consentOf(await asks.handle(), { approve: false })),
    );
    expect(new URL(goTo).searchParams.get('error')).toBe('access_denied');
    expect(await keyStates(person)).toEqual([]);
  });

  it('is given once', async () => {
    const handle = await asks.handle();
    accepted(await consentToClient(human, consentOf(handle)));
    expect(codeOf(await consentToClient(human, consentOf(handle)))).toBe('EXPIRED_TOKEN');
    expect(codeOf(await showConsent(human, handle))).toBe('EXPIRED_TOKEN');
    expect(await keyStates(person)).toEqual(['active']);
  });

  it('is given once, however many decide it at the same time, by whichever person', async () => {
    const handle = await asks.handle();
    const other = await makeSession(await makePerson(await makeTenant(), 'reviewer'));
    const decided = await Promise.all(
      [human, other, human, other, human, other].map((who) => consentToClient(who, consentOf(handle))),
    );
    expect(decided.map(codeOf).toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => 'EXPIRED_TOKEN'),
      'ok',
    ]);
  });

  it('is given to no request that ran out, or that was not sealed here', async () => {
    const handle = await asks.handle();
    const forged = `${handle.slice(0, -2)}${handle.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(codeOf(await showConsent(human, forged))).toBe('EXPIRED_TOKEN');
    expect(codeOf(await consentToClient(human, consentOf(forged)))).toBe('EXPIRED_TOKEN');
    vi.useFakeTimers({ now: Date.now() + 600_001, toFake: ['Date'] });
    try {
      expect(codeOf(await showConsent(human, handle))).toBe('EXPIRED_TOKEN');
      expect(codeOf(await consentToClient(human, consentOf(handle)))).toBe('EXPIRED_TOKEN');
    } finally {
      vi.useRealTimers();
    }
    expect(await keyStates(person)).toEqual([]);
  });

  it('never gives more than was asked for', async () => {
    const consent = consentOf(await asks.handle(), { scopes: ['mcp:read:logs'] });
    expect(codeOf(await consentToClient(human, consent))).toBe('VALIDATION_FAILED');
  });

  it('never gives more than the person has', async () => {
    const viewer = await makeSession(await makePerson(person.tenant, 'viewer'));
    const handle = await asks.handle();
    const { offered, beyond } = accepted(await showConsent(viewer, handle));
    expect({ offered, beyond }).toEqual({
      offered: ['mcp:read:drafts'],
      beyond: ['mcp:draft:create:endpoint'],
    });
    const more = consentOf(handle, { scopes: ['mcp:draft:create:endpoint'] });
    expect(codeOf(await consentToClient(viewer, more))).toBe('EXCEEDS_OWNER');
    expect(await keyStates(person)).toEqual([]);
  });

  it('is worth nothing from a person whose session has ended', async () => {
    const gone = await makeSession(person, -1);
    expect(codeOf(await consentToClient(gone, consentOf(await asks.handle())))).toBe('UNAUTHENTICATED');
    expect(await keyStates(person)).toEqual([]);
  });

  it('makes an agent of the person who consented, in their tenant alone', async () => {
    await asks.code(human);
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(accepted(await listKeys(stranger, {})).items).toEqual([]);
    const [key] = (await keysOf(person)).keys;
    expect(key).toMatchObject({ owner: { id: person.id }, agentIdentity: 'Test editor', environment: 'dev' });
    expect(key?.terms).toMatchObject({
      scopes: ['mcp:read:drafts'],
      data_classes: ['internal_engineering_docs'],
    });
    expect(key?.consent).toMatchObject({
      clientId: asks.clientId,
      clientName: 'Test editor',
      redirectHost: new URL(redirectUri).host,
      by: { id: person.id, name: person.name },
    });
  });
});

it('has a limit on what one address asks', async () => {
  const from = { 'x-forwarded-for': '203.0.113.9' };
  const statuses: number[] = [];
  for (let at = 0; at < 61; at += 1) statuses.push((await asks.authorize({}, from)).status);
  expect(statuses.filter((status) => status === 303)).toHaveLength(60);
  expect(statuses.at(-1)).toBe(429);
});
