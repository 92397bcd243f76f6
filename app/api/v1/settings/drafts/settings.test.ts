import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { type Ask, ask } from '@/lib/http/testing/ask';
import * as settings from './route';

const path = '/api/v1/settings/drafts';
const first = { ttl_hours: 72, ttl_min_hours: 1, ttl_max_hours: 720, expired_retention_days: 90 };
let person: TestPerson;
let admin: Human;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'admin');
  admin = await makeSession(person);
});

const put = (body: unknown, more: Partial<Ask> = {}) =>
  ask(settings.PUT, { method: 'PUT', path, as: admin, body, ...more });
const shown = async () => (await ask(settings.GET, { path, as: admin })).body;

describe('PUT /api/v1/settings/drafts', () => {
  it('sets the life, answers the evidence, and the same again for the same key', async () => {
    const wanted = { ...first, ttl_hours: 24 };
    const headers = { 'idempotency-key': 'settings-once' };
    const answer = await put({ ...wanted, seen: first }, { headers });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ...wanted,
        evidence: { id: expect.stringMatching(/^evd_/), merkle_position: expect.any(Number) },
      },
    });
    expect(await shown()).toEqual(wanted);
    const again = await put({ ...wanted, seen: first }, { headers });
    expect(again.body).toEqual(answer.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('answers 409 with what moved to who has not seen it', async () => {
    const { body, status } = await put({ ...first, ttl_hours: 30, seen: first });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'SETTINGS_CHANGED',
      moved: [{ field: 'ttl_hours', label: 'Usual life', base: '72', live: '24' }],
    });
    expect(await shown()).toMatchObject({ ttl_hours: 24 });
  });

  it.each([
    [{ ...first, ttl_hours: 0, seen: first }, 'ttl_hours'],
    [{ ...first, ttl_max_hours: 721, seen: first }, 'ttl_max_hours'],
    [{ ...first, expired_retention_days: 1.5, seen: first }, 'expired_retention_days'],
    [{ ...first, ttl_hours: 24, ttl_max_hours: 23, seen: { ...first, ttl_hours: 24 } }, 'ttl_hours'],
    [first, 'seen'],
    [{ ...first, seen: { ...first, ttl_hours: '72' } }, 'seen.ttl_hours'],
  ])('%j: names the field and changes nothing', async (body, field) => {
    const answer = await put(body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(answer.body).toMatchObject({ errors: [{ path: field }] });
    expect(await shown()).toMatchObject({ ttl_hours: 24, ttl_max_hours: 720 });
  });

  it('needs our own origin, and an admin', async () => {
    const body = { ...first, seen: first };
    expect(await put(body, { headers: { origin: null } })).toMatchObject({ status: 403 });
    const reviewer = await makeSession(await makePerson(person.tenant, 'reviewer'));
    expect(await put(body, { as: reviewer })).toMatchObject({ status: 403, body: { code: 'ROLE_REQUIRED' } });
    const { token } = await makeKey(person);
    expect(await put(body, { as: null, token })).toMatchObject({
      status: 401,
      body: { code: 'HUMAN_IDENTITY_REQUIRED' },
    });
  });

  it('has no other verb', async () => {
    const answer = await ask(settings.PATCH, { method: 'PATCH', path, as: admin, body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, PUT');
  });
});
