import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { endpointSchema, endpointVersionSchema } from '@/lib/domain/wire/endpoint-wire';
import { evidenceSchema } from '@/lib/domain/wire/evidence-wire';
import { ask } from '@/lib/http/testing/ask';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { GET as nowhere } from './[[...path]]/route';
import { GET as showEndpoint } from './endpoints/[id]/route';
import { GET as listVersions } from './endpoints/[id]/versions/route';
import { GET as listEndpoints } from './endpoints/route';
import { GET as showEvidence } from './evidence/[id]/route';
import { GET as listEvidence } from './evidence/route';
import { GET as health } from './health/route';

let reviewer: Human;
let stranger: Human;
let key: TestKey;
let live: { id: string; draftId: string };

beforeAll(async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
  key = await makeKey(person);
  const draft = await propose(key.agent, { name: 'read-me' });
  live = { id: accepted(await apply(reviewer, draft)).resource.id, draftId: draft.id };
});

const itemsOf = ({ body }: { body: unknown }) => (body as { items: unknown[] }).items;

describe('endpoints', () => {
  it('are found by name and by id, with what was applied to them', async () => {
    const [found] = itemsOf(
      await ask(listEndpoints, { path: '/api/v1/endpoints?name=read-me', token: key.token }),
    );
    expect(endpointSchema.parse(found)).toMatchObject({ id: live.id, name: 'read-me', version: 1 });
    const params = { id: live.id };
    const shown = await ask(showEndpoint, { path: '/api/v1/endpoints/x', params, as: reviewer });
    expect(shown.body).toEqual({ ...(found as object), pending_drafts: 0 });
    const [version] = itemsOf(
      await ask(listVersions, { path: '/api/v1/endpoints/x/versions', params, as: reviewer }),
    );
    expect(endpointVersionSchema.parse(version)).toMatchObject({
      draft_id: live.draftId,
      applied_by: { id: reviewer.userId },
    });
  });

  it('of another tenant read like those that do not exist', async () => {
    const foreign = await ask(showEndpoint, {
      path: '/api/v1/endpoints/x',
      params: { id: live.id },
      as: stranger,
    });
    const missing = await ask(showEndpoint, {
      path: '/api/v1/endpoints/x',
      params: { id: 'nonsense' },
      as: stranger,
    });
    expect(foreign).toMatchObject({
      status: 404,
      body: { code: 'RESOURCE_NOT_FOUND', detail: 'There is no such endpoint.' },
    });
    expect(missing.body).toMatchObject({ detail: 'There is no such endpoint.' });
    expect(itemsOf(await ask(listEndpoints, { path: '/api/v1/endpoints', as: stranger }))).toEqual([]);
    const tenant = { 'x-tenant-id': reviewer.tenantId };
    const asked = await ask(listEndpoints, { path: '/api/v1/endpoints', as: stranger, headers: tenant });
    expect(itemsOf(asked)).toEqual([]);
  });
});

describe('evidence', () => {
  it('carries the exact bytes whose hash is the leaf hash', async () => {
    const path = `/api/v1/evidence?draft_id=${live.draftId}`;
    const items = itemsOf(await ask(listEvidence, { path, token: key.token })).map((item) =>
      evidenceSchema.parse(item),
    );
    expect(items.map(({ event }) => event)).toEqual(['draft_applied', 'draft_viewed', 'draft_created']);
    for (const item of items) {
      const bytes = Buffer.from(item.entry, 'base64');
      const hash = createHash('sha256').update(Buffer.of(0)).update(bytes).digest('hex');
      expect(item.leaf_hash).toBe(`sha256:${hash}`);
      expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ event: item.event, payload: item.payload });
      const shown = await ask(showEvidence, {
        path: '/api/v1/evidence/x',
        params: { id: item.id },
        as: reviewer,
      });
      expect(shown.body).toEqual(item);
    }
  });

  it('of another tenant is not there', async () => {
    const [item] = itemsOf(await ask(listEvidence, { path: '/api/v1/evidence', as: reviewer }));
    const { id } = evidenceSchema.parse(item);
    const foreign = await ask(showEvidence, { path: '/api/v1/evidence/x', params: { id }, as: stranger });
    expect(foreign).toMatchObject({ status: 404, body: { code: 'EVIDENCE_NOT_FOUND' } });
  });
});

it('health answers anybody once the database has answered', async () => {
  expect(await ask(health, { path: '/api/v1/health' })).toMatchObject({
    status: 200,
    body: { status: 'ready' },
  });
});

it('an address that nothing serves is a problem, not a page', async () => {
  const answer = await ask(nowhere, { path: '/api/v1/nothing/here', params: { path: 'nothing' } });
  expect(answer).toMatchObject({
    status: 404,
    body: { code: 'ROUTE_NOT_FOUND', instance: '/api/v1/nothing/here' },
  });
});
