import postgres from 'postgres';
import { afterAll, beforeEach, expect, inject, it } from 'vitest';
import { newId } from '@/db/new-id';
import { claimNight, tenantsToTest } from '@/db/queries/boundary-nights';
import { withTenant, withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Human } from '@/lib/domain/actor';
import { accepted } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { issueService } from '../services/issue-service';
import { type NightFailure, testNightly } from './nightly';
import { showAlarm } from './show-alarm';
import type { Send } from './test-boundary';
import { closedServer, leakyServer } from './testing/servers';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const day = 86_400_000;
const tonight = new Date();
const tomorrow = new Date(tonight.getTime() + day);
let tenant: TestTenant;
let reader: Human;

/** A tenant that was there before the night. */
beforeEach(async () => {
  tenant = await makeTenant();
  reader = await makeSession(await makePerson(tenant, 'reviewer'));
  await ownerIn(owner, tenant, (sql) => sql`update tenants set created_at = now() - interval '1 year'`);
});

const failures: NightFailure[] = [];
beforeEach(() => {
  failures.length = 0;
});
const night = (send: Send, since = tonight, signal = new AbortController().signal) => {
  const run = {
    since,
    send,
    version: '1.2.3',
    signal,
    onFailure: (failure: NightFailure) => failures.push(failure),
  };
  return testNightly(run, async () => [tenant.id]);
};
const isDue = async (since: Date) => (await tenantsToTest(since, 100_000)).includes(tenant.id);
const leaves = async () =>
  accepted(await listEvidence(reader, { event: 'boundary_tested' })).items.map(({ payload }) => payload);
const later = (minutes: number) =>
  ownerIn(
    owner,
    tenant,
    (sql) => sql`update boundary_nights set leased_until = leased_until - make_interval(mins => ${minutes})`,
  );
const gone: Send = () => Promise.reject(new Error('gone'));

it('is due for a tenant that was there at the hour and could have a key, once in a night', async () => {
  expect(await isDue(tonight)).toBe(true);
  expect(await isDue(new Date(tonight.getTime() - 366 * day))).toBe(false);
  await night(closedServer);
  expect(await isDue(tonight)).toBe(false);
  expect(await isDue(tomorrow)).toBe(true);
  const empty = await makeTenant();
  await makePerson(empty, 'viewer');
  expect(await tenantsToTest(tomorrow, 100_000)).not.toContain(empty.id);
});

it('is run by one of many processes, and leaves the evidence that the command leaves', async () => {
  await Promise.all([night(closedServer), night(closedServer), night(closedServer)]);
  await night(closedServer);
  expect(await leaves()).toEqual([
    expect.objectContaining({
      failed: 0,
      product_version: '1.2.3',
      tested_by: { kind: 'system', id: 'system:nightly' },
    }),
  ]);
  expect(failures).toEqual([]);
  expect(await showAlarm(reader)).toBeNull();
});

it('tells everybody of the tenant what got through, until a run passes', async () => {
  await night(leakyServer);
  expect(failures).toMatchObject([
    { tenantId: tenant.id, event: 'boundary_selftest_failed', letThrough: [{ road: 'tool draft_apply' }] },
  ]);
  expect(await showAlarm(reader)).toMatchObject({ kind: 'got_through', attempts: 1 });
  expect(await showAlarm(await makeSession(await makePerson(await makeTenant(), 'admin')))).toBeNull();
  expect(await isDue(tonight)).toBe(false);
  await night(gone, tomorrow);
  expect(await showAlarm(reader)).toMatchObject({ kind: 'got_through' });
  await later(61);
  await night(closedServer, tomorrow);
  expect(await showAlarm(reader)).toBeNull();
});

it.each<[string, Send, RegExp]>([
  ['is gone', gone, /gone/],
  [
    'refuses a key everything',
    () => Promise.resolve({ status: 403, text: '{"code":"NOPE"}' }),
    /SERVICE_UNAVAILABLE/,
  ],
  ['is somebody else', () => Promise.resolve({ status: 200, text: 'hello' }), /SERVICE_UNAVAILABLE/],
])('proves nothing with a server that %s, says so, and tries again in an hour', async (_, send, why) => {
  await night(send);
  expect(failures).toMatchObject([{ event: 'boundary_selftest_not_run' }]);
  const [failure] = failures;
  expect(String(failure?.event === 'boundary_selftest_not_run' ? failure.why : '')).toMatch(why);
  expect(await leaves()).toEqual([]);
  expect(await showAlarm(reader)).toMatchObject({ kind: 'not_tested' });
  expect(await isDue(tonight)).toBe(false);
  await later(61);
  expect(await isDue(tonight)).toBe(true);
  await night(closedServer);
  expect(await showAlarm(reader)).toBeNull();
});

it('leaves the night to the next when this process is being stopped', async () => {
  const stop = new AbortController();
  await night(
    () => {
      stop.abort();
      return gone({ credential: '', road: '', method: '', path: '', headers: {}, body: '', answers: [] });
    },
    tonight,
    stop.signal,
  );
  expect(failures).toEqual([]);
  expect(await showAlarm(reader)).toBeNull();
  expect(await isDue(tonight)).toBe(true);
});

it('takes a night again whose process was killed, after its lease and not before', async () => {
  await withTenant(tenant.system, (tx) => claimNight(tx, tonight));
  expect(await isDue(tonight)).toBe(false);
  await night(closedServer);
  expect(await leaves()).toEqual([]);
  await later(61);
  expect(await isDue(tonight)).toBe(true);
  await night(closedServer);
  expect(await leaves()).toHaveLength(1);
});

it('clears away what has expired of the nights before, and nothing that another issued', async () => {
  const { keyId: kept } = (await makeKey(await makePerson(tenant, 'reviewer'))).agent;
  const longAgo = { created_at: '2026-01-01T00:00:00Z', expires_at: '2026-01-01T00:00:01Z' };
  const like = (key: string, over: object) =>
    ownerIn(owner, tenant, async (sql) => {
      await sql`
        insert into agent_keys select (jsonb_populate_record(k, ${sql.json({ id: key, lookup_id: key.slice(-8), ...over })})).*
        from agent_keys k where id = ${kept}`;
      await sql`
        insert into circuit_breakers (tenant_id, key_id, state, score, window_from, trips)
        values (${tenant.id}, ${key}, 'closed', 0, now(), 0)`;
    });
  const [old, fresh, theirs] = [newId('key'), newId('key'), newId('key')];
  await like(old, { created_by: 'system:selftest', ...longAgo });
  await like(fresh, { created_by: 'system:selftest' });
  await like(theirs, longAgo);
  const service = (name: string) => issueService({ ...tenant.system, name }, { name, days: 2e-8 });
  const [ended, other] = [await service('selftest'), await service('operator')];
  const left = () =>
    withTenantRead(tenant.system, async ({ sql }) => {
      const rows = await sql<{ id: string }[]>`
        select id from agent_keys union all select id from service_credentials union all
        select key_id from circuit_breakers`;
      return rows.map(({ id }) => id).filter((id) => [old, fresh, theirs, ended.id, other.id].includes(id));
    });
  expect(await left()).toHaveLength(8);
  await night(closedServer);
  expect((await left()).toSorted()).toEqual([fresh, fresh, theirs, theirs, other.id].toSorted());
});

it('lets the sweep’s role see no key that stands, and remove no credential but those', async () => {
  const person = await makePerson(tenant, 'reviewer');
  const ended = await makeKey(person);
  await makeKey(person);
  await issueService({ ...tenant.system, name: 'operator' }, { name: 'expired', days: 2e-8 });
  await ownerIn(
    owner,
    tenant,
    (sql) => sql`
      update agent_keys set created_at = created_at - interval '2 days', expires_at = created_at - interval '1 day'
        where id = ${ended.agent.keyId}`,
  );
  const { value } = await withTenant({ ...tenant.system, name: 'sweep' }, async ({ sql }) => {
    const seen = await sql`select id from agent_keys union select id from service_credentials`;
    const removed = [await sql`delete from agent_keys`, await sql`delete from service_credentials`];
    return [seen.map(({ id }) => String(id)), ...removed.map(({ count }) => count)];
  });
  expect(value).toEqual([[ended.agent.keyId], 0, 0]);
});
