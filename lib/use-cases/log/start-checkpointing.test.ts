import postgres from 'postgres';
import { afterAll, afterEach, describe, expect, inject, it, vi } from 'vitest';
import { logsAfter, logsToSign } from '@/db/queries/log-checkpoints';
import { withTenantRead } from '@/db/tenant';
import { makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { restoreLog, tamperLog } from '@/db/testing/tamper-log';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { checkReady } from '../check-ready';
import type { AuditWalk } from './audit-log';
import { freshCheckpoint } from './fresh-checkpoint';
import { showLogStanding } from './show-log-standing';
import { auditRound } from './start-auditing';
import { signGrown, startCheckpointing } from './start-checkpointing';
import { makeLog } from './testing/make-log';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());
afterEach(() => vi.restoreAllMocks());
const signal = new AbortController().signal;

const signedSizes = ({ system }: TestTenant) =>
  withTenantRead(system, async ({ sql }) => {
    const rows = await sql<{ size: number }[]>`select size from log_checkpoints order by size`;
    return rows.map(({ size }) => size);
  });

describe('logs that have grown', () => {
  it('are found by what they hold beyond their last checkpoint, and are signed', async () => {
    const [one, other] = [await makeLog(), await makeLog()];
    await one.grow(3);
    const found = await logsToSign(10_000);
    expect(found).toEqual(expect.arrayContaining([one.tenant.id, other.tenant.id]));
    expect(found).not.toContain((await makeTenant()).id);
    await signGrown(async () => [one.tenant.id, other.tenant.id], signal);
    expect([await signedSizes(one.tenant), await signedSizes(other.tenant)]).toEqual([[4], [1]]);
    expect(await logsToSign(10_000)).not.toContain(one.tenant.id);
    await one.grow();
    expect(await logsToSign(10_000)).toContain(one.tenant.id);
  });

  it('are signed by the loop of a process, which ends when it is told', async () => {
    const { tenant, grow } = await makeLog();
    const stop = startCheckpointing(async () => [tenant.id]);
    await grow();
    await expect.poll(() => signedSizes(tenant), { timeout: 20_000 }).toContain(2);
    await stop();
    await grow();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await signedSizes(tenant)).not.toContain(3);
  });

  it('are signed though another fails, which is said', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant } = await makeLog();
    const nobody = '0190a000-0000-7000-8000-0000000000ff';
    await signGrown(async () => [nobody, tenant.id], signal);
    expect(await signedSizes(tenant)).toEqual([1]);
    expect(said.mock.calls.map(([line]) => String(line))).toEqual([expect.stringContaining(nobody)]);
  });
});

describe('a process that audits', () => {
  it('recomputes each log to its newest checkpoint and goes on from there', async () => {
    const { tenant, reviewer, grow } = await makeLog();
    await grow(4);
    const walks = new Map<string, AuditWalk>();
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 0 });
    expect(await auditRound(walks, [tenant.id], signal)).toBe(true);
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 5, at: expect.any(Date) });
    await grow(2);
    await auditRound(walks, [tenant.id], signal);
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 7 });
    expect(codeOf(showLogStanding({ ...(await makeLog()).agent, scopes: [] }))).toBe('INSUFFICIENT_SCOPE');
  });

  it.each([
    ['an entry that was changed', "update log_leaves set entry = entry || ' ' where idx = 2", '#2'],
    [
      'a subtree that no checkpoint needs',
      'update log_leaves set hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) where idx = 3',
      '#3',
    ],
    ['a record that is gone', 'delete from log_leaves where idx = 2', '#2'],
    ['a record under another id', "update log_leaves set id = 'evd_other' where idx = 1", '#1'],
  ])('names where a log is broken: %s', async (_, statement, where) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant, reviewer, grow } = await makeLog();
    await grow(5);
    accepted(await freshCheckpoint(reviewer));
    await tamperLog(owner, tenant, statement);
    const walks = new Map<string, AuditWalk>();
    await auditRound(walks, [tenant.id], signal);
    await auditRound(walks, [tenant.id], signal);
    const standing = accepted(showLogStanding(reviewer));
    expect(standing).toMatchObject({ broken: { code: 'LOG_BROKEN', since: expect.any(Date) } });
    expect('broken' in standing && standing.broken.message).toContain(where);
    expect(await checkReady()).toEqual({ log: 'broken' });
    const lines = said.mock.calls.map(([line]) => String(line));
    expect(lines.filter((line) => line.includes(tenant.id))).toHaveLength(1);
  });

  it('takes back what it said once the log is as it was', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant, reviewer, grow } = await makeLog();
    await grow(5);
    const flip =
      'update log_leaves set hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) where idx = 3';
    const walks = new Map<string, AuditWalk>();
    await tamperLog(owner, tenant, flip);
    await auditRound(walks, [tenant.id], signal);
    expect(accepted(showLogStanding(reviewer))).toHaveProperty('broken');
    await tamperLog(owner, tenant, flip);
    await auditRound(walks, [tenant.id], signal);
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 6 });
  });

  it('finds a backup that was restored of a log that nobody writes to', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant, reviewer, grow } = await makeLog();
    await grow(2);
    accepted(await freshCheckpoint(reviewer));
    await grow();
    accepted(await freshCheckpoint(reviewer));
    await restoreLog(owner, tenant, 3);
    expect(await logsToSign(10_000)).not.toContain(tenant.id);
    await auditRound(new Map(), [tenant.id], signal);
    await auditRound(new Map(), [tenant.id], signal);
    const standing = accepted(showLogStanding(reviewer));
    expect(standing).toMatchObject({ broken: { code: 'LOG_NOT_SIGNABLE', since: expect.any(Date) } });
    const lines = said.mock.calls.map(([line]) => String(line));
    expect(lines.filter((line) => line.includes(tenant.id))).toHaveLength(1);
    expect(lines[0]).toContain('accept-restored');
  });

  it('walks through every log there is', async () => {
    const { tenant } = await makeLog();
    const ids = new Set<string>();
    for (let after: string | null = null; ; ) {
      const page: string[] = await logsAfter(after, 3);
      for (const id of page) ids.add(id);
      after = page.at(-1) ?? null;
      if (after === null) break;
    }
    expect(ids).toContain(tenant.id);
  });
});
