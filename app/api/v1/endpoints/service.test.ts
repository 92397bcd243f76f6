import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makeTeam } from '@/db/testing/fixtures';
import { config } from '@/lib/config';
import { endpointSchema } from '@/lib/domain/wire/endpoint-wire';
import { ask, sessionCookie } from '@/lib/http/testing/ask';
import { listEvidence as evidenceOf } from '@/lib/use-cases/evidence/list-evidence';
import { nameEvidence } from '@/lib/use-cases/evidence/name-evidence';
import { revokeService } from '@/lib/use-cases/services/revoke-service';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { makeExpiredService, makeService } from '@/lib/use-cases/testing/services';
import { POST as mcp } from '../../mcp/route';
import { POST as applyRoute } from '../drafts/[id]/apply/route';
import { GET as listDrafts } from '../drafts/route';
import { GET as listEvidence } from '../evidence/route';
import { GET as health } from '../health/route';
import { GET as showEndpoint } from './[id]/route';
import { GET as listVersions } from './[id]/versions/route';
import { GET as listEndpoints } from './route';

const { person, reviewer, agent } = await makeTeam();
const { system } = person.tenant;
const { token } = await makeService(system);
const path = '/api/v1/endpoints';
let id: string;

const codeFor = async (held: string) =>
  ((await ask(listEndpoints, { path, token: held })).body as { code: string }).code;

beforeAll(async () => {
  for (const name of ['first', 'second', 'third']) {
    id = accepted(await apply(reviewer, await propose(agent, { name }))).resource.id;
  }
});

describe('a service credential', () => {
  it('reads what was applied, and nothing of what waits', async () => {
    const listed = await ask(listEndpoints, { path, token });
    expect(listed.body).toMatchObject({ items: [{ name: 'first' }, { name: 'second' }, { name: 'third' }] });
    const shown = await ask(showEndpoint, { path, params: { id }, token });
    expect(endpointSchema.strict().parse(shown.body)).toMatchObject({ id });
    expect((await ask(listVersions, { path, params: { id }, token })).status).toBe(200);
    expect((await ask(health, { path: '/api/v1/health', token })).status).toBe(200);
  });

  it('is refused everywhere else, whether it is good or not', async () => {
    for (const held of [token, 'svc_abcdefgh_x']) {
      const refused = { status: 403, body: { code: 'INSUFFICIENT_SCOPE' } };
      expect(await ask(listDrafts, { path: '/api/v1/drafts', token: held })).toMatchObject(refused);
      expect(await ask(listEvidence, { path: '/api/v1/evidence', token: held })).toMatchObject(refused);
    }
  });

  it('of another tenant sees nothing of this one', async () => {
    const { token: foreign } = await makeService((await makeTeam()).person.tenant.system);
    expect((await ask(listEndpoints, { path, token: foreign })).body).toMatchObject({
      items: [],
      since: '0',
    });
    expect(await ask(showEndpoint, { path, params: { id }, token: foreign })).toMatchObject({
      status: 404,
      body: { code: 'RESOURCE_NOT_FOUND' },
    });
  });

  it('is refused once it is expired, revoked or unknown', async () => {
    const { id: credential, token: revoked } = await makeService(system);
    accepted(await revokeService(system, credential));
    expect(await codeFor(revoked)).toBe('KEY_REVOKED');
    expect(await codeFor(await makeExpiredService(system))).toBe('KEY_EXPIRED');
    expect(await codeFor(`svc_${'x'.repeat(8)}_${'y'.repeat(43)}`)).toBe('INVALID_API_KEY');
  });

  it('comes alone and as Bearer', async () => {
    const cookie = await sessionCookie(reviewer);
    const { token: key } = await makeKey(person);
    const asked = [
      { path, token, headers: { cookie } },
      { path, token, headers: { 'x-mcp-api-key': key } },
      { path, token, headers: { 'x-other': 'hum_x' } },
      { path: `${path}?name=${token}`, token },
      { path, headers: { 'x-api-key': token } },
      { path, headers: { cookie: `k=${token}` } },
    ];
    for (const one of asked) {
      expect(await ask(listEndpoints, one)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    }
  });
});

describe('an apply that carries a service credential', () => {
  it.each<[string, (held: string, cookie: string) => Record<string, string>, string]>([
    ['as Bearer', (held, cookie) => ({ cookie, authorization: `Bearer ${held}` }), ''],
    ['in X-API-Key', (held, cookie) => ({ cookie, 'x-api-key': held }), ''],
    ['in a cookie', (held, cookie) => ({ cookie: `${cookie}; k=${held}` }), ''],
    ['in Basic', (held, cookie) => ({ cookie, authorization: `Basic ${btoa(`x:${held}`)}` }), ''],
    ['in the query', (_, cookie) => ({ cookie }), `?k=${token}`],
    [
      'where only the server saw it',
      (_, cookie) => ({ cookie, 'x-countersign-service-credential': '1' }),
      '',
    ],
  ])(
    'is refused beside a reviewer’s session, before the draft is looked up: %s',
    async (_, headers, query) => {
      const draft = await propose(agent, { name: `kept-${crypto.randomUUID().slice(0, 8)}` });
      const body = { proposed_spec_digest: draft.proposedSpecDigest, lock_version: draft.lockVersion };
      const cookie = await sessionCookie(reviewer);
      const own = { 'x-user-id': reviewer.userId };
      const route = { path: `/api/v1/drafts/x/apply${query}`, params: { id: draft.id }, as: reviewer, body };
      const refused = { status: 401, body: { code: 'HUMAN_IDENTITY_REQUIRED' } };
      for (const held of query === '' ? [token, 'svc_abcdefgh_x'] : [token]) {
        const asked = { ...route, headers: { ...own, ...headers(held, cookie) } };
        expect(await ask(applyRoute, asked)).toMatchObject(refused);
        expect(await ask(applyRoute, { ...asked, params: { id: 'nothing' } })).toMatchObject(refused);
      }
      // The same request without it applies: nothing else stood in its way.
      const clean = await ask(applyRoute, { ...route, path: '/api/v1/drafts/x/apply', headers: own });
      expect(clean.status).toBe(200);
    },
  );
});

it('leaves evidence of an apply that it tried, once an hour, and none of one that is not good', async () => {
  const draft = await propose(agent, { name: 'wanted' });
  const { id: credential, token: tried } = await makeService(system, 'curious plane');
  const route = { path: '/api/v1/drafts/x/apply', params: { id: draft.id }, body: {} };
  for (const held of [tried, tried, `svc_${'x'.repeat(8)}_${'y'.repeat(43)}`]) {
    expect((await ask(applyRoute, { ...route, token: held })).status).toBe(401);
  }
  const { items } = accepted(await evidenceOf(reviewer, { draft_id: draft.id }));
  expect(items.map(({ event }) => event)).toEqual(['draft_apply_refused', 'draft_created']);
  const [refused] = items;
  expect(refused?.payload).toMatchObject({
    attempted_by: { kind: 'service', id: credential },
    codes: ['HUMAN_IDENTITY_REQUIRED'],
  });
  const names = await nameEvidence(reviewer, items);
  expect(names.get(refused?.id ?? '')?.by).toBe('curious plane');
});

it('opens nothing over MCP, beside an agent’s key neither', async () => {
  const { token: key } = await makeKey(person);
  const { host, origin } = new URL(config().publicUrl);
  const fixed = {
    host,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2025-06-18',
  };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const call = (headers: Record<string, string>) =>
    mcp(new Request(`${origin}/api/mcp`, { method: 'POST', headers: { ...fixed, ...headers }, body }));
  expect((await call({ authorization: `Bearer ${key}` })).status).toBe(200);
  for (const headers of [
    { authorization: `Bearer ${token}` },
    { 'x-mcp-api-key': token },
    { authorization: `Bearer ${key}`, 'x-countersign-service-credential': '1' },
  ]) {
    const answer = await call(headers);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'INVALID_API_KEY' });
  }
});

describe('ETag', () => {
  it('is strong, may not be recoded on the way, and changes with any apply, on every page', async () => {
    const page = (cursor = '') => ask(listEndpoints, { path: `${path}?limit=2${cursor}`, token });
    const first = await page();
    const { next_cursor: place, since } = first.body as { next_cursor: string; since: string };
    const second = await page(`&cursor=${place}`);
    expect((second.body as { since: string }).since).toBe(since);
    const tags = [first, second].map(({ headers }) => headers.get('etag') ?? '');
    for (const tag of tags) expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache, no-transform');

    const again = await ask(listEndpoints, {
      path: `${path}?limit=2`,
      token,
      headers: { 'if-none-match': tags[0] ?? '' },
    });
    expect(again).toMatchObject({ status: 304, body: null });
    expect(again.headers.get('etag')).toBe(tags[0]);

    // It changes the second page alone, and yet no page of the old state says that it is still the state.
    accepted(
      await apply(
        reviewer,
        await propose(agent, { name: 'third', timeout_seconds: 9 }, { operation: 'update' }),
      ),
    );
    const moved = [await page(), await page(`&cursor=${place}`)];
    for (const [at, { status, headers }] of moved.entries()) {
      expect(status).toBe(200);
      expect(headers.get('etag')).not.toBe(tags[at]);
    }
  });

  it('of one endpoint stands until that one is applied again', async () => {
    const tagOf = async () =>
      (await ask(showEndpoint, { path, params: { id }, token })).headers.get('etag') ?? '';
    const tag = await tagOf();
    accepted(await apply(reviewer, await propose(agent, { name: 'fourth' })));
    expect(await tagOf()).toBe(tag);
    const kept = await ask(showEndpoint, { path, params: { id }, token, headers: { 'if-none-match': tag } });
    expect(kept.status).toBe(304);
    accepted(
      await apply(
        reviewer,
        await propose(agent, { name: 'third', timeout_seconds: 11 }, { operation: 'update' }),
      ),
    );
    expect(await tagOf()).not.toBe(tag);
  });
});
