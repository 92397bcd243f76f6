import postgres from 'postgres';
import { afterAll, beforeEach, expect, inject, it } from 'vitest';
import { newId } from '@/db/new-id';
import { appendCalls, appendTransport } from '@/db/queries/call-append';
import { tenantsWithOldCalls } from '@/db/queries/sweep';
import { withTenant, withTenantRead } from '@/db/tenant';
import { auditLog } from '@/db/testing/audit-log';
import { makePerson, makeSession, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { accepted } from '@/lib/use-cases/testing/result';
import { verifyChain } from '../audit/verify-chain';
import { listEvidence } from '../evidence/list-evidence';
import { sweeper } from '../sweep/swept';
import { purgeCalls } from './purge-calls';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

let tenant: TestTenant;
beforeEach(async () => {
  tenant = await makeTenant();
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const appendAged = (...ages: number[]) =>
  appendCalls(
    tenant.id,
    ages.map((age) => ({
      id: newId('call'),
      correlation_id: 'req_aged',
      agent_key_id: 'key_1',
      agent_identity: 'bot',
      human_owner_id: 'usr_1',
      server_version: '1',
      method: 'tools/call',
      decision: 'allow' as const,
      outcome: 'ok' as const,
      http_status: 200,
      started_at: daysAgo(age),
      finished_at: daysAgo(age),
      duration_ms: 0,
    })),
  );
const places = () =>
  withTenantRead(tenant.system, async ({ sql }) =>
    (await sql<{ seq: number }[]>`select seq from tool_calls order by seq`).map(({ seq }) => seq),
  );

it('removes the oldest in batches, from the front alone, and what is left still holds', async () => {
  // The fourth is young: what lies behind it stays, however old.
  await appendAged(400, 400, 366, 3, 400);
  expect(await tenantsWithOldCalls(365, 1000)).toContain(tenant.id);
  expect(await purgeCalls(tenant.id, 2)).toEqual({ state: 'done', count: 2 });
  expect(await places()).toEqual([3, 4, 5]);
  expect(await verifyChain(tenant.system, 'calls')).toEqual({ from: 3, rows: 3, broken: null });
  expect(await purgeCalls(tenant.id, 2)).toEqual({ state: 'done', count: 1 });
  expect(await purgeCalls(tenant.id, 2)).toEqual({ state: 'done', count: 0 });
  expect(await tenantsWithOldCalls(365, 1000)).not.toContain(tenant.id);
  await appendAged(0);
  expect(await places()).toEqual([4, 5, 6]);
  expect(await verifyChain(tenant.system, 'calls')).toEqual({ from: 4, rows: 3, broken: null });
});

it('leaves evidence of how far it went, and the log stays sound', async () => {
  await appendAged(500, 500, 1);
  await purgeCalls(tenant.id, 100);
  const viewer = await makeSession(await makePerson(tenant, 'viewer'));
  const { items } = accepted(await listEvidence(viewer, { event: 'calls_purged' }));
  expect(items.map(({ payload }) => payload)).toEqual([
    {
      calls_purged_at: expect.any(String),
      removed: 2,
      through_seq: 2,
      anchor_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    },
  ]);
  expect(await auditLog(tenant.system)).toMatchObject({ sound: true });
});

const requestAged = (age: number) => ({
  id: newId('trq'),
  at: daysAgo(age),
  http_method: 'POST',
  rpc_method: 'tools/list',
  agent_key_id: 'key_1',
  status: 200,
  duration_ms: 1,
  bytes_in: 1,
  bytes_out: 1,
  correlation_id: 'req_aged',
  protocol_version: null,
  ip: null,
  user_agent: null,
  client_cert_sha256: null,
});

it('takes what carried those calls at the same age', async () => {
  await appendTransport(tenant.id, [requestAged(400), requestAged(1)]);
  expect(await tenantsWithOldCalls(365, 1000)).toContain(tenant.id);
  await purgeCalls(tenant.id, 100);
  const left = await withTenantRead(tenant.system, ({ sql }) => sql`select id from transport_requests`);
  expect(left).toHaveLength(1);
});

it('finds an anchor that was forged past the triggers', async () => {
  await appendAged(400, 400, 1);
  await purgeCalls(tenant.id, 100);
  await ownerIn(owner, tenant, (sql) =>
    sql.unsafe(`alter table call_anchors disable trigger user; update call_anchors set hash = sha256('');
      alter table call_anchors enable trigger user`),
  );
  expect((await verifyChain(tenant.system, 'calls')).broken).toMatchObject({ seq: 3, field: 'prev_hash' });
});

it('never removes what is younger than a day, nor without the evidence, whoever of the serving roles tries', async () => {
  await appendAged(0, 0);
  const purge = (days: number) =>
    withTenant(sweeper(tenant.id), ({ sql }) => sql`select * from calls_purge(${days}, 10, now())`);
  await purge(0);
  expect(await places()).toEqual([1, 2]);
  const old = await makeTenant();
  tenant = old;
  await appendAged(400);
  await expect(purge(365)).rejects.toThrow('without evidence');
  expect(await places()).toEqual([1]);
  await expect(
    withTenant(tenant.system, ({ sql }) => sql`select * from calls_purge(365, 10, now())`),
  ).rejects.toThrow('permission denied');
});
