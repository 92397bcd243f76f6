import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { type Ask, ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { newKey } from '@/lib/use-cases/testing/keys';

let person: TestPerson;
let operator: Human;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'operator');
  operator = await makeSession(person);
});

const keys = (path: string, over: Partial<Ask> = {}) =>
  ask(judged, { path: `/api/v1/keys${path}`, as: operator, ...over });
const listed = (token: string, headers: Ask['headers'] = {}) =>
  ask(judged, { path: '/api/v1/endpoints', token, headers });

async function issue(over: Record<string, unknown> = {}) {
  const { status, body, headers } = await keys('', { body: { ...newKey, ...over } });
  expect(status).toBe(201);
  const { key, token } = body as { key: { id: string; revision: number }; token: string };
  expect(headers.get('location')).toBe(`/api/v1/keys/${key.id}`);
  return { ...key, token };
}

describe('/api/v1/keys', () => {
  it('issues a key that works at once, and lists and shows it without what proves it', async () => {
    const { id, token } = await issue();
    expect((await listed(token)).status).toBe(200);
    const shown = await keys(`/${id}`);
    expect(shown.body).toMatchObject({
      id,
      state: 'active',
      last_30_days: { calls: 1, tools: [{ tool: 'endpoint_list', calls: 1, denied: 0 }] },
    });
    const page = await keys('?limit=100');
    expect(page.body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ id })]) });
    for (const secret of [token.slice(13), token.slice(4, 12)]) {
      expect(JSON.stringify([shown.body, page.body])).not.toContain(secret);
    }
  });

  it('is not issued where it would open no tool: the answer names what is missing', async () => {
    for (const [over, path, named] of [
      [{ scopes: [] }, 'scopes', 'opens no tool'],
      [
        { scopes: ['mcp:read:evidence'], data_classes: ['public_docs'] },
        'data_classes',
        'production_telemetry',
      ],
      [{ allowed_tools: [] }, 'allowed_tools', 'opens no tool'],
    ] as const) {
      const { status, body } = await keys('', { body: { ...newKey, ...over } });
      const errors = [{ path, message: expect.stringContaining(named) }];
      expect({ status, body }).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED', errors } });
    }
  });

  it('stops and starts a key from one request to the next', async () => {
    const { id, token } = await issue();
    const body = { reason: 'a test' };
    expect((await keys(`/${id}/suspend`, { body })).body).toMatchObject({ key: { state: 'suspended' } });
    expect((await listed(token)).body).toMatchObject({ code: 'KEY_SUSPENDED' });
    expect((await keys(`/${id}/resume`, { body })).body).toMatchObject({
      key: { state: 'active', revision: 3 },
    });
    expect((await listed(token)).status).toBe(200);
    const narrowed = await keys(`/${id}`, { method: 'PATCH', body: { revision: 3, scopes: [] } });
    expect(narrowed.body).toMatchObject({ key: { scopes: [], revision: 4 } });
    expect((await listed(token)).body).toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
    expect((await keys(`/${id}`, { method: 'PATCH', body: { revision: 3, burst: 2 } })).status).toBe(409);
    await keys(`/${id}/revoke`, { body: {} });
    expect((await listed(token)).body).toMatchObject({ code: 'KEY_REVOKED' });
  });

  it('rotates: the answer repeated under one idempotency key holds no token', async () => {
    const { id } = await issue();
    const once = { body: { grace_hours: 0 }, headers: { 'idempotency-key': 'rotate-once' } };
    const first = await keys(`/${id}/rotate`, once);
    expect(first.body).toMatchObject({ key: { rotated_from: id }, token: expect.stringMatching(/^mcp_/) });
    const again = await keys(`/${id}/rotate`, once);
    expect(again.body).toEqual({ ...(first.body as object), token: null });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('is no business of a key, and a viewer looks and changes nothing', async () => {
    const { id } = await issue();
    const viewer = await makeSession(await makePerson(person.tenant, 'viewer'));
    expect((await keys(`/${id}`, { as: viewer })).status).toBe(200);
    expect((await keys(`/${id}/suspend`, { as: viewer, body: { reason: 'a test' } })).status).toBe(403);
    const { token } = await makeKey(person);
    for (const asked of [{}, { body: newKey }]) {
      const answer = await keys('', { as: null, token, ...asked });
      expect(answer.body).toMatchObject({ code: 'HUMAN_IDENTITY_REQUIRED' });
    }
  });

  it.each(['key_none', 'key_01KAJ3V7Q8M2N4P6R8T0V2X4Z8'])('answers 404 for %s', async (id) => {
    for (const asked of [{}, { method: 'PATCH', body: { revision: 1 } }]) {
      expect((await keys(`/${id}`, asked)).body).toMatchObject({ status: 404, code: 'RESOURCE_NOT_FOUND' });
    }
  });
});

it('a key that names addresses opens nothing from another, or from nobody knows where', async () => {
  const { token } = await issue({ ip_allowlist: ['198.51.100.0/24'] });
  expect((await listed(token, { 'x-forwarded-for': '198.51.100.9' })).status).toBe(200);
  for (const address of ['198.51.101.9', 'unknown', null]) {
    const answer = await listed(token, { 'x-forwarded-for': address });
    expect(answer).toMatchObject({ status: 403, body: { code: 'ADDRESS_NOT_ALLOWED' } });
  }
});
