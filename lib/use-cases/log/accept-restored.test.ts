import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, inject, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { auditLog } from '@/db/testing/audit-log';
import type { TestTenant } from '@/db/testing/fixtures';
import { restoreLog, tamperLog } from '@/db/testing/tamper-log';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { acceptRestored } from './accept-restored';
import { signHead } from './sign-head';
import { makeLog, signingOf } from './testing/make-log';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

const operatorOf = ({ system }: TestTenant) => ({ ...system, name: 'operator' });
const reason = 'The disk of the database was lost on Monday.';

/** A log that was signed up to eight leaves and has the first three again. */
async function makeRestored() {
  const log = await makeLog();
  const signing = signingOf(log.tenant);
  await log.grow(2);
  accepted(await signHead(signing));
  await log.grow(3);
  accepted(await signHead(signing));
  await restoreLog(owner, log.tenant, 3);
  return { ...log, signing };
}

it('is signed again once the operator has accepted it, and the log says for good what was given up', async () => {
  const { tenant, reviewer, signing } = await makeRestored();
  expect(codeOf(await signHead(signing))).toBe('LOG_NOT_SIGNABLE');
  const operator = operatorOf(tenant);
  expect(accepted(await acceptRestored(operator, reason, signing.dataDir))).toEqual({
    signedSize: 8,
    size: 3,
  });
  expect(accepted(await signHead(signing)).size).toBe(4);
  const [leaf] = accepted(await listEvidence(reviewer, { event: 'log_restored' })).items;
  expect(leaf?.payload).toMatchObject({
    accepted_by: { kind: 'system', id: 'system:operator' },
    given_up_size: 8,
    accept_reason_digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
  expect(leaf?.entry && Buffer.from(leaf.entry, 'base64').toString()).not.toContain('Monday');
  const [told] = await withTenantRead(
    tenant.system,
    ({ sql }) => sql`select reason from audit_events where type = 'log_restored'`,
  );
  expect(told).toEqual({ reason });
  expect((await auditLog(tenant.system)).sound).toBe(true);
  expect(readdirSync(join(signing.dataDir, 'log-state'))).toEqual(
    expect.arrayContaining([expect.stringMatching(/\.aside$/)]),
  );
});

it('is nothing to accept where the log is what was signed', async () => {
  const { tenant, reviewer, grow } = await makeLog();
  const signing = signingOf(tenant);
  await grow();
  accepted(await signHead(signing));
  expect(accepted(await acceptRestored(operatorOf(tenant), reason, signing.dataDir))).toBeNull();
  expect(accepted(await listEvidence(reviewer, { event: 'log_restored' })).items).toEqual([]);
});

it('is refused where the log does not hold together by itself: that is no backup', async () => {
  const { tenant, signing } = await makeRestored();
  await tamperLog(owner, tenant, 'update log_heads set edge = set_byte(edge, 0, 255 - get_byte(edge, 0))');
  expect(codeOf(await acceptRestored(operatorOf(tenant), reason, signing.dataDir))).toBe('LOG_NOT_SIGNABLE');
  expect(codeOf(await signHead(signing))).toBe('LOG_NOT_SIGNABLE');
});
