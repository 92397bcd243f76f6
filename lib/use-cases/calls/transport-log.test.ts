import postgres from 'postgres';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeTenant } from '@/db/testing/fixtures';
import { flushTransport, noteTransport, type TransportRequest } from './transport-log';

let owner: postgres.Sql;
const lines: string[] = [];

beforeEach(() => {
  owner = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} });
  lines.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await owner.end();
});

async function someone() {
  const { tenant, ...person } = await makePerson(await makeTenant(), 'reviewer');
  const { agent } = await makeKey({ tenant, ...person });
  const request: TransportRequest = {
    tenantId: tenant.id,
    keyId: agent.keyId,
    at: new Date(),
    httpMethod: 'POST',
    rpcMethod: 'tools/call',
    status: 200,
    durationMs: 1,
    bytesIn: 1,
    bytesOut: 1,
    correlationId: 'req_slow',
    protocolVersion: null,
    ip: null,
    userAgent: null,
    certificate: null,
  };
  const rows = () =>
    withTenantRead(tenant.system, async ({ sql }) => [
      ...(await sql<{ n: number; agents: string[] }[]>`
        select count(*)::int as n, array_agg(distinct user_agent) as agents from transport_requests
        where agent_key_id = ${agent.keyId}`),
    ]);
  return { request, rows };
}

it('holds no more than 10,000 rows of which none is written yet, and counts those beyond', async () => {
  const { request, rows } = await someone();
  await owner.begin(async (sql) => {
    await sql`lock table transport_requests in access exclusive mode`;
    // Handed on one after the other: the first write waits for the table, and the others for it.
    for (let n = 0; n < 10_007; n += 1) {
      noteTransport(request);
      if (n % 2_500 === 0) void flushTransport();
    }
  });
  await flushTransport();
  expect(await rows()).toMatchObject([{ n: 10_000 }]);
  expect(lines).toEqual(['transport_request: 7 rows could not be written.\n']);
  noteTransport(request);
  await flushTransport();
  expect(await rows()).toMatchObject([{ n: 10_001 }]);
});

it('keeps no part of a secret that stands where a user agent is cut', async () => {
  const { request, rows } = await someone();
  const key = `${['AI', 'za'].join('')}${'a1B2c3D4e5'.repeat(4).slice(0, 35)}`;
  noteTransport({ ...request, userAgent: `${'agent '.repeat(60).slice(0, 261)} ${key}` });
  await flushTransport();
  expect(await rows()).toEqual([{ n: 1, agents: ['[redacted]'] }]);
});
