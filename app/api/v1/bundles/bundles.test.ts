import { createHash } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { config } from '@/lib/config';
import type { Human, Role } from '@/lib/domain/actor';
import { bundleSchema } from '@/lib/domain/wire/bundle-wire';
import { sessionCookie } from '@/lib/http/testing/ask';
import { dispatch } from '@/lib/http/testing/dispatch';
import { filesIn, makeAll } from '@/lib/use-cases/bundles/testing/fetched';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const people = new Map<Role, Human>();
let tenant: TestTenant;
let stranger: Human;
let token: string;
let draftId: string;

beforeAll(async () => {
  tenant = await makeTenant();
  for (const role of ['viewer', 'reviewer', 'operator', 'admin'] as const) {
    people.set(role, await makeSession(await makePerson(tenant, role)));
  }
  const key = await makeKey(await makePerson(tenant, 'reviewer'));
  token = key.token;
  const draft = await propose(key.agent, { name: 'bundled' });
  accepted(await apply(person('reviewer'), draft));
  draftId = draft.id;
  stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
});
const person = (role: Role): Human => people.get(role) ?? expect.fail('nobody');
const path = '/api/v1/bundles';

async function asked(
  method: string,
  at: string,
  as: Human | null,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  const url = new URL(at, config().publicUrl);
  const all = {
    host: url.host,
    ...(as && { cookie: await sessionCookie(as), origin: url.origin }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  };
  return dispatch(
    new Request(url, { method, headers: all, ...(body !== undefined && { body: JSON.stringify(body) }) }),
  );
}
const get = (at: string, as: Human | null, headers = {}) => asked('GET', at, as, { headers });
const codeIn = async (answer: Response) => z.object({ code: z.string() }).parse(await answer.json()).code;

async function made(as: Human, body: unknown = {}) {
  const answer = await asked('POST', path, as, { body });
  expect(answer.status).toBe(201);
  const bundle = bundleSchema.parse(await answer.json());
  expect(answer.headers.get('location')).toBe(`${path}/${bundle.id}`);
  await makeAll(as.tenantId);
  return bundleSchema.parse(await (await get(`${path}/${bundle.id}`, as)).json());
}

describe('a bundle over REST', () => {
  it.each(['viewer', 'reviewer', 'operator', 'admin'] as const)(
    'is asked for and fetched by a %s',
    async (role) => {
      const bundle = await made(person(role), { draft_id: draftId });
      expect(bundle).toMatchObject({
        status: 'ready',
        scope: { kind: 'draft', draft_id: draftId },
        done: 3,
        total: 3,
      });
      const answer = await get(bundle.file ?? '', person(role));
      expect(answer.headers.get('content-type')).toBe('application/x-tar');
      expect(answer.headers.get('content-length')).toBe(String(bundle.bytes));
      expect(answer.headers.get('etag')).toBe(`"${bundle.sha256}"`);
      expect(answer.headers.get('cache-control')).toContain('no-transform');
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(bytes).toHaveLength(bundle.bytes ?? -1);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(bundle.sha256);
      expect(filesIn(bytes).has('evidence.ndjson')).toBe(true);
    },
  );

  it('is listed for everybody of the tenant, newest first, in pages', async () => {
    const page = z.object({ items: z.array(bundleSchema), next_cursor: z.string().nullable() });
    const first = page.parse(await (await get(`${path}?limit=3`, person('viewer'))).json());
    const rest = page.parse(
      await (await get(`${path}?limit=3&cursor=${first.next_cursor}`, person('viewer'))).json(),
    );
    const times = [...first.items, ...rest.items].map(({ requested_at: at }) => at);
    expect(times).toHaveLength(4);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('is not there for another tenant, whichever way it is asked for', async () => {
    const { id } = await made(person('admin'));
    for (const at of [
      `${path}/${id}`,
      `${path}/${id}/file`,
      `${path}/bnd_01J00000000000000000000000/file`,
      `${path}/x`,
    ]) {
      const answer = await get(at, stranger);
      expect([answer.status, await codeIn(answer)]).toEqual([404, 'BUNDLE_NOT_FOUND']);
    }
    const listed = await get(path, stranger);
    expect(await listed.json()).toEqual({ items: [], next_cursor: null });
    const foreign = await asked('POST', path, stranger, { body: { draft_id: draftId } });
    expect(await codeIn(foreign)).toBe('DRAFT_NOT_FOUND');
  });

  it('is refused to an agent, whatever its key holds', async () => {
    const headers = { authorization: `Bearer ${token}` };
    for (const [method, at] of [
      ['GET', path],
      ['POST', path],
      ['GET', `${path}/x`],
      ['GET', `${path}/x/file`],
    ] as const) {
      const answer = await asked(method, at, null, { headers, ...(method === 'POST' && { body: {} }) });
      expect(await codeIn(answer)).toBe('HUMAN_IDENTITY_REQUIRED');
    }
  });

  it('leaves an audit event: who asked, and for what', async () => {
    const { id } = await made(person('operator'), { from: 0, to: 1 });
    const [event] = await withTenantRead(
      tenant.system,
      ({ sql }) => sql`select type, actor_id, channel, after from audit_events where subject = ${id}`,
    );
    expect(event).toEqual({
      type: 'evidence_bundle_requested',
      actor_id: person('operator').userId,
      channel: 'api',
      after: { kind: 'range', from: 0, to: 1 },
    });
  });

  it('is one bundle for one idempotency key', async () => {
    const headers = { 'idempotency-key': 'bundle-once' };
    const ids = [];
    for (let at = 0; at < 2; at += 1) {
      const answer = await asked('POST', path, person('viewer'), { body: { from: 0, to: 2 }, headers });
      ids.push(bundleSchema.parse(await answer.json()).id);
    }
    expect(ids[0]).toBe(ids[1]);
    await makeAll(tenant.id);
  });

  it.each([
    ['a draft and a range', { draft_id: 'drf_01J00000000000000000000000', from: 0 }],
    ['an end behind the log', { to: 1_000_000_000 }],
    ['an end before its beginning', { from: 2, to: 1 }],
    ['no record at all', { from: 1, to: 1 }],
    ['a part of a record', { from: 0.5 }],
    ['what we do not know', { of: 'everything' }],
  ])('is not made of %s', async (_, body) => {
    const answer = await asked('POST', path, person('viewer'), { body });
    expect([answer.status, await codeIn(answer)]).toEqual([422, 'VALIDATION_FAILED']);
  });

  it('is not made of a draft that nothing was recorded about', async () => {
    const body = { draft_id: 'drf_01J00000000000000000000000' };
    expect(await codeIn(await asked('POST', path, person('viewer'), { body }))).toBe('DRAFT_NOT_FOUND');
  });
});

describe('how many bundles there may be', () => {
  it('is bounded for a person who waits for three, until they are made', async () => {
    for (let at = 0; at < 3; at += 1) {
      expect((await asked('POST', path, stranger, { body: {} })).status).toBe(201);
    }
    const refused = await asked('POST', path, stranger, { body: {} });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect(await codeIn(refused)).toBe('BUNDLE_LIMIT_REACHED');
    await makeAll(stranger.tenantId);
    expect((await asked('POST', path, stranger, { body: {} })).status).toBe(201);
  });

  it('is bounded for people who ask at the same moment', async () => {
    const place = await makeTenant();
    const crowd = await Promise.all(
      [0, 1, 2, 3].map(async () => makeSession(await makePerson(place, 'viewer'))),
    );
    const answers = await Promise.all(
      crowd.flatMap((one) => [0, 1, 2].map(() => asked('POST', path, one, { body: {} }))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    await makeAll(place.id);
  });

  it('is bounded for what one person keeps, and leaves room to the others', async () => {
    const place = await makeTenant();
    const one = await makeSession(await makePerson(place, 'viewer'));
    const other = await makeSession(await makePerson(place, 'viewer'));
    for (let at = 0; at < 10; at += 1) {
      expect((await asked('POST', path, one, { body: { from: 0, to: 1 } })).status).toBe(201);
      await makeAll(place.id);
    }
    const refused = await asked('POST', path, one, { body: {} });
    expect(await codeIn(refused)).toBe('BUNDLE_LIMIT_REACHED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(6 * 24 * 3600);
    expect((await asked('POST', path, other, { body: {} })).status).toBe(201);
  });

  it('is bounded for what a tenant keeps, and says when the first goes', async () => {
    const place = await makeTenant();
    const viewer = await makeSession(await makePerson(place, 'viewer'));
    await ownerIn(owner, place, async (sql) => {
      for (let at = 10; at < 60; at += 1) {
        await sql`insert into evidence_bundles (tenant_id, id, kind, from_position, to_position, status, failed_code,
            requested_by, requested_at, finished_at, expires_at)
          values (${place.id}, ${`bnd_01J000000000000000000000${at}`}, 'range', 0, 0, 'failed', 'BUNDLE_INTERRUPTED',
            'usr_1', now(), now(), now() + interval '1 hour')`;
      }
    });
    const refused = await asked('POST', path, viewer, { body: {} });
    expect(await codeIn(refused)).toBe('BUNDLE_LIMIT_REACHED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
  });
});

describe('the file of a bundle', () => {
  it('is not handed out before it is there, nor when it could not be made', async () => {
    const place = await makeTenant();
    const viewer = await makeSession(await makePerson(place, 'viewer'));
    const { id } = bundleSchema.parse(await (await asked('POST', path, viewer, { body: {} })).json());
    const early = await get(`${path}/${id}/file`, viewer);
    expect([early.status, early.headers.get('retry-after')]).toEqual([409, '2']);
    expect(await codeIn(early)).toBe('BUNDLE_NOT_READY');
    await ownerIn(owner, place, (sql) => sql`update evidence_bundles set attempt = 5`);
    await makeAll(place.id);
    const failed = await get(`${path}/${id}/file`, viewer);
    expect([failed.status, await codeIn(failed)]).toEqual([409, 'BUNDLE_FAILED']);
  });

  it('breaks off when a part of it is gone: half passes for no whole', async () => {
    const place = await makeTenant();
    const viewer = await makeSession(await makePerson(place, 'viewer'));
    const { id, file } = await made(viewer);
    await ownerIn(
      owner,
      place,
      (sql) => sql`delete from evidence_bundle_parts where bundle_id = ${id} and part > 0`,
    );
    const answer = await get(file ?? '', viewer);
    await expect(answer.arrayBuffer()).rejects.toThrow('of');
  });

  it('breaks off for somebody whose session has ended', async () => {
    const place = await makeTenant();
    const viewer = await makeSession(await makePerson(place, 'viewer'));
    const { file } = await made(viewer);
    const answer = await get(file ?? '', viewer);
    await ownerIn(owner, place, (sql) => sql`update sessions set revoked_at = now()`);
    await expect(answer.arrayBuffer()).rejects.toThrow('the credential ended');
  });
});
