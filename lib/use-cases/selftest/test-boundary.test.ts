import { beforeEach, expect, it } from 'vitest';
import { lastBoundaryTest } from '@/db/queries/boundary-tests';
import { withTenantRead } from '@/db/tenant';
import { makePerson, makeSession, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { accepted } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { type Send, testBoundary } from './test-boundary';
import { closedServer } from './testing/servers';

let tenant: TestTenant;
let reader: Human;

beforeEach(async () => {
  tenant = await makeTenant();
  reader = await makeSession(await makePerson(tenant, 'reviewer'));
});

const test = (send: Send) => testBoundary(tenant.system, { send, version: '1.2.3' });
const keys = () =>
  withTenantRead(tenant.system, async ({ sql }) => [
    ...(await sql<{ status: string; minutes: number }[]>`
      select status, extract(epoch from expires_at - created_at)::float8 / 60 as minutes from agent_keys order by name`),
  ]);

it('leaves evidence of what was refused, its report, and no credential that is good', async () => {
  const seen: string[] = [];
  const tested = accepted(
    await test((attempt) => {
      seen.push(attempt.headers['authorization'] ?? '');
      return closedServer(attempt);
    }),
  );
  expect(tested).toMatchObject({ failed: 0, passed: tested.report.length });
  expect(tested.passed).toBeGreaterThan(70);
  const [leaf, ...more] = accepted(await listEvidence(reader, { event: 'boundary_tested' })).items;
  expect(more).toEqual([]);
  expect(leaf?.payload).toMatchObject({
    passed: tested.passed,
    failed: 0,
    product_version: '1.2.3',
    report_digest: tested.digest,
  });
  expect(await withTenantRead(reader, lastBoundaryTest)).toMatchObject({ id: tested.id, failed: 0 });
  const [key, expiring] = await keys();
  expect(key).toMatchObject({ status: 'revoked' });
  expect(expiring?.minutes).toBeLessThan(0.1);
  const services = await withTenantRead(
    tenant.system,
    ({ sql }) => sql`select from service_credentials where revoked_at is null`,
  );
  expect(services).toHaveLength(0);
  expect(JSON.stringify(tested.report)).not.toMatch(/mcp_[A-Za-z0-9]{8}_/);
  expect(seen.some((text) => /mcp_[A-Za-z0-9]{8}_/.test(text))).toBe(true);
});

it.each([
  ['applies', { status: 200, text: '{"draft":{},"resource":{"id":"end_1"}}' }],
  ['says nothing that is a refusal', { status: 200, text: '{}' }],
  ['breaks', { status: 500, text: '{"code":"INTERNAL_ERROR"}' }],
])('counts a server that %s', async (_, answer) => {
  const tested = accepted(
    await test(async (attempt) => (attempt.road === 'tool draft_apply' ? answer : closedServer(attempt))),
  );
  expect(tested.report.filter(({ passed }) => !passed).map(({ road }) => road)).toEqual(['tool draft_apply']);
  expect((await withTenantRead(reader, lastBoundaryTest))?.failed).toBe(1);
});

it('revokes what it issued when the server goes away in the middle, and what it issued lives for minutes', async () => {
  let sent = 0;
  const leaving: Send = async (attempt) => {
    sent += 1;
    if (sent > 5) throw new Error('gone');
    return closedServer(attempt);
  };
  await expect(test(leaving)).rejects.toThrow('gone');
  const [key] = await keys();
  expect(key).toMatchObject({ status: 'revoked' });
  expect(key?.minutes).toBeLessThanOrEqual(10);
  expect(await withTenantRead(reader, lastBoundaryTest)).toBeNull();
});
