import { beforeAll, describe, expect, it } from 'vitest';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import { draftDetailSchema } from '@/lib/domain/wire/draft-detail-wire';
import { draftSchema } from '@/lib/domain/wire/draft-wire';
import { ask } from '@/lib/http/testing/ask';
import { eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { POST as discardDraft } from './[id]/discard/route';
import { GET as showDraft } from './[id]/route';
import { GET as countDrafts } from './count/route';
import { POST as createDraft, GET as listDrafts } from './route';

let person: TestPerson;
let reviewer: Human;
let operator: Human;
let viewer: Human;
let key: TestKey;
let narrow: TestKey;

beforeAll(async () => {
  const tenant = await makeTenant();
  person = await makePerson(tenant, 'reviewer');
  reviewer = await makeSession(person);
  operator = await makeSession(await makePerson(tenant, 'operator'));
  viewer = await makeSession(await makePerson(tenant, 'viewer'));
  key = await makeKey(person);
  narrow = await makeKey(person, ['mcp:read:evidence']);
});

const path = '/api/v1/drafts';
const proposed = (name: string) => ({
  type: 'endpoint',
  spec: endpointSpec({ name }),
  rationale: 'a test asks',
});
type Page = { items: { id: string; created_at: string }[]; next_cursor: string | null };
const page = async (query: string) => {
  const answer = await ask(listDrafts, { path: `${path}?${query}`, as: viewer });
  return answer as typeof answer & { body: Page };
};

const discard = (id: string, asked: Partial<Parameters<typeof ask>[1]>) =>
  ask(discardDraft, {
    path: `${path}/${id}/discard`,
    params: { id },
    body: { reason: 'duplicate' },
    ...asked,
  });

describe('POST /api/v1/drafts', () => {
  it('answers a proposal that waits already with its draft, and 429 beyond the limit of a key', async () => {
    const small = await makeKey(person, undefined, { maxPending: 1 });
    const post = (name: string) => ask(createDraft, { path, token: small.token, body: proposed(name) });
    const [first, again, beyond] = [await post('repeated'), await post('repeated'), await post('beyond')];
    const made = first.body as { draft: { id: string } };
    expect(first.body).not.toHaveProperty('duplicate');
    expect(again.body).toMatchObject({ duplicate: true, draft: { id: made.draft.id } });
    expect(beyond).toMatchObject({ status: 429, body: { code: 'DRAFT_LIMIT_REACHED', category: 'limit' } });
  });

  it('stores a draft of an agent and says where it is', async () => {
    const { status, headers, body } = await ask(createDraft, {
      path,
      token: key.token,
      body: proposed('made-by-agent'),
      headers: { 'x-correlation-id': 'trace-0001' },
    });
    expect(status).toBe(201);
    const { draft, ...rest } = body as { draft: unknown };
    const made = draftSchema.parse(draft);
    expect(made).toMatchObject({ status: 'pending', channel: 'api', created_by: { kind: 'agent' } });
    expect(rest).toMatchObject({
      applied: false,
      review_url: expect.stringMatching(new RegExp(`/drafts/${made.id}$`)),
    });
    expect(headers.get('location')).toBe(`${path}/${made.id}`);
    expect(headers.get('x-correlation-id')).toBe('trace-0001');
    expect(headers.get('etag')).toBeNull();
  });

  it('stores a draft of an operator, and takes X-MCP-API-Key as well as Bearer', async () => {
    const byHand = await ask(createDraft, { path, as: operator, body: proposed('made-by-hand') });
    expect(byHand).toMatchObject({ status: 201, body: { draft: { created_by: { kind: 'human' } } } });
    const headers = { 'x-mcp-api-key': key.token };
    expect(await ask(createDraft, { path, headers, body: proposed('made-by-key') })).toMatchObject({
      status: 201,
    });
  });

  it('treats a request with a key and a session as the agent’s', async () => {
    const both = { path, as: reviewer, token: key.token, body: proposed('made-by-both') };
    expect(await ask(createDraft, both)).toMatchObject({
      body: { draft: { created_by: { kind: 'agent', id: key.agent.keyId } } },
    });
  });

  it.each<[string, () => Parameters<typeof ask>[1], number, string]>([
    ['a viewer', () => ({ path, as: viewer, body: proposed('no') }), 403, 'ROLE_REQUIRED'],
    [
      'a key without the scope',
      () => ({ path, token: narrow.token, body: proposed('no') }),
      403,
      'INSUFFICIENT_SCOPE',
    ],
    ['nobody', () => ({ path, body: proposed('no') }), 401, 'UNAUTHENTICATED'],
    [
      'a key in the address, beside a session',
      () => ({ path: `${path}?key=${key.token}`, as: reviewer, body: proposed('no') }),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'two different keys',
      () => ({ path, token: key.token, headers: { 'x-mcp-api-key': narrow.token }, body: proposed('no') }),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'another kind of resource',
      () => ({ path, token: key.token, body: { ...proposed('no'), type: 'route' } }),
      403,
      'DRAFT_TYPE_NOT_CREATABLE',
    ],
    [
      'a kind that there is not',
      () => ({ path, token: key.token, body: { ...proposed('no'), type: 'server' } }),
      422,
      'VALIDATION_FAILED',
    ],
    ['a list', () => ({ path, token: key.token, body: [] }), 422, 'VALIDATION_FAILED'],
    [
      'a secret',
      () => ({
        path,
        token: key.token,
        body: { ...proposed('no'), rationale: ['sk', 'live', 'a1'.repeat(12)].join('_') },
      }),
      422,
      'SECRET_MATERIAL_DETECTED',
    ],
  ])('refuses %s', async (_, asked, status, code) => {
    expect(await ask(createDraft, asked())).toMatchObject({ status, body: { code } });
  });

  it('names the path of what is wrong and never the value', async () => {
    const body = { ...proposed('fine'), spec: endpointSpec({ name: 'Bad Name', timeout_seconds: 90210 }) };
    const answer = await ask(createDraft, { path, token: key.token, body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    const { errors } = answer.body as { errors: { path: string }[] };
    expect(errors.map((issue) => issue.path)).toEqual(['spec.name', 'spec.timeout_seconds']);
    expect(JSON.stringify(answer.body)).not.toMatch(/Bad Name|90210/);
  });

  it('makes one draft for one key, by header or by body', async () => {
    const headers = { 'idempotency-key': 'create-1' };
    const first = await ask(createDraft, { path, token: key.token, headers, body: proposed('once') });
    const inBody = { ...proposed('once'), idempotency_key: 'create-1' };
    const second = await ask(createDraft, { path, token: key.token, body: inBody });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    const other = await ask(createDraft, { path, token: key.token, headers, body: proposed('twice') });
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
    const differ = await ask(createDraft, {
      path,
      token: key.token,
      headers: { 'idempotency-key': 'x' },
      body: inBody,
    });
    expect(differ).toMatchObject({ status: 400, body: { code: 'HEADER_INVALID' } });
  });
});

describe('reading drafts', () => {
  it('pages through all drafts without gap or repeat', async () => {
    for (const name of ['page-1', 'page-2', 'page-3']) await propose(key.agent, { name });
    const all = (await page('limit=100')).body.items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await page(`limit=2${cursor}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(all);
  });

  it.each([
    'cursor=abc',
    `cursor=${btoa('["2026-01-01T00:00:00Z"]')}`,
    `cursor=${btoa('{"at":1}')}`,
    'limit=0',
    'limit=1000',
    'limit=1&limit=2',
    'status=open',
    'colour=blue',
    'q=%00',
    '__proto__=1',
  ])('refuses the query %s', async (query) => {
    expect(await page(query)).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });

  it('filters by several risks at once', async () => {
    expect((await page('risk=low&risk=high&status=pending')).status).toBe(200);
    expect((await page('risk=nonsense')).status).toBe(422);
  });

  it('shows one draft as the description says, and answers 304 to who has it', async () => {
    const draft = await propose(key.agent, { name: 'etag' });
    const asked = { path: `${path}/${draft.id}`, params: { id: draft.id }, as: viewer };
    const { body } = await ask(showDraft, asked);
    expect(draftDetailSchema.parse(body)).toMatchObject({
      id: draft.id,
      proposed_spec: { name: 'etag' },
      base: { state: 'absent' },
      checks: { length: 9 },
      applied: null,
      discard: null,
    });
    const counted = await ask(countDrafts, { path: `${path}/count`, as: viewer });
    const etag = counted.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    const headers = { 'if-none-match': `"other", ${etag}` };
    const same = await ask(countDrafts, { path: `${path}/count`, as: viewer, headers });
    expect(same).toMatchObject({ status: 304, body: null });
    await propose(key.agent, { name: 'etag-2' });
    expect((await ask(countDrafts, { path: `${path}/count`, as: viewer, headers })).status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    const answer = await ask(countDrafts, { method: 'HEAD', path: `${path}/count`, as: viewer });
    expect(answer).toMatchObject({ status: 200, body: null });
  });

  it('refuses a person who is not who X-User-Id says', async () => {
    const headers = { 'x-user-id': reviewer.userId };
    const answer = await ask(listDrafts, { path, as: viewer, headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'USER_ID_MISMATCH' } });
  });
});

describe('POST /api/v1/drafts/{id}/discard', () => {
  it('rejects for a reviewer, once, and says what was said', async () => {
    const draft = await propose(key.agent, { name: 'unwanted' });
    const body = { reason: 'suspicious', message: 'not ours' };
    expect(await discard(draft.id, { as: reviewer, body })).toMatchObject({
      status: 200,
      body: { draft: { status: 'discarded' }, evidence: { id: expect.stringMatching(/^evd_/) } },
    });
    expect(await discard(draft.id, { as: reviewer })).toMatchObject({
      status: 409,
      body: { code: 'DRAFT_NOT_PENDING' },
    });
    const shown = await ask(showDraft, { path, params: { id: draft.id }, as: viewer });
    expect(shown.body).toMatchObject({ discard: { by: { id: reviewer.userId }, ...body } });
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_viewed', 'draft_discarded']);
  });

  it('lets an agent withdraw its own drafts and no others', async () => {
    const draft = await propose(key.agent, { name: 'withdrawn' });
    const other = await makeKey(person);
    expect(await discard(draft.id, { token: other.token })).toMatchObject({
      status: 403,
      body: { code: 'NOT_DRAFT_OWNER' },
    });
    expect(await discard(draft.id, { token: key.token })).toMatchObject({ status: 200 });
  });

  it('refuses a reason that there is not, and a person who does not decide', async () => {
    const draft = await propose(key.agent, { name: 'kept' });
    expect(await discard(draft.id, { as: reviewer, body: { reason: 'mood' } })).toMatchObject({
      status: 422,
    });
    expect(await discard(draft.id, { as: operator })).toMatchObject({
      status: 403,
      body: { code: 'ROLE_REQUIRED' },
    });
    expect(await discard('drf_nonsense', { as: reviewer })).toMatchObject({ status: 404 });
  });
});
