import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, describe, expect, inject, it, vi } from 'vitest';
import { logsAfter, logsToSign } from '@/db/queries/log-checkpoints';
import { withTenantRead } from '@/db/tenant';
import { makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { restoreLog, tamperLog } from '@/db/testing/tamper-log';
import { config } from '@/lib/config';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { checkReady } from '../check-ready';
import { acceptRestored } from './accept-restored';
import { freshCheckpoint } from './fresh-checkpoint';
import { logBroken } from './log-broken';
import type { Recomputing } from './recompute-log';
import { showLogStanding } from './show-log-standing';
import { signGrown, startCheckpointing } from './start-checkpointing';
import { recomputeRound } from './start-recomputing';
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
    expect([await signedSizes(one.tenant), await signedSizes(other.tenant)]).toEqual([[6], [3]]);
    expect(await logsToSign(10_000)).not.toContain(one.tenant.id);
    await one.grow();
    expect(await logsToSign(10_000)).toContain(one.tenant.id);
  });

  it('are signed by the loop of a process, which ends when it is told', async () => {
    const { tenant, grow } = await makeLog();
    const stop = startCheckpointing(async () => [tenant.id]);
    await grow();
    await expect.poll(() => signedSizes(tenant), { timeout: 20_000 }).toContain(4);
    await stop();
    await grow();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await signedSizes(tenant)).not.toContain(5);
  });

  it('are signed though another fails, which is said', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant } = await makeLog();
    const nobody = '0190a000-0000-7000-8000-0000000000ff';
    await signGrown(async () => [nobody, tenant.id], signal);
    expect(await signedSizes(tenant)).toEqual([3]);
    expect(said.mock.calls.map(([line]) => String(line))).toEqual([expect.stringContaining(nobody)]);
  });
});

describe('a process that recomputes', () => {
  it('recomputes each log to its newest checkpoint and goes on from there', async () => {
    const { tenant, reviewer, grow } = await makeLog();
    await grow(4);
    const walks = new Map<string, Recomputing>();
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 0 });
    expect(await recomputeRound(walks, [tenant.id], signal)).toBe(true);
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 7, at: expect.any(Date) });
    await grow(2);
    await recomputeRound(walks, [tenant.id], signal);
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 9 });
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
    const walks = new Map<string, Recomputing>();
    await recomputeRound(walks, [tenant.id], signal);
    await recomputeRound(walks, [tenant.id], signal);
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
    const walks = new Map<string, Recomputing>();
    await tamperLog(owner, tenant, flip);
    await recomputeRound(walks, [tenant.id], signal);
    expect(accepted(showLogStanding(reviewer))).toHaveProperty('broken');
    await tamperLog(owner, tenant, flip);
    await recomputeRound(walks, [tenant.id], signal);
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 8 });
  });

  it('walks a log anew in which a proof has failed since', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant, reviewer, grow } = await makeLog();
    await grow(2);
    const walks = new Map<string, Recomputing>();
    await recomputeRound(walks, [tenant.id], signal);
    logBroken(tenant.id, 'the proof of position 2 in 5');
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ broken: { code: 'LOG_BROKEN' } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await recomputeRound(walks, [tenant.id], signal);
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 5, unsigned: null });
  });

  it('says what signs has failed, and calls no log broken for it', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant, reviewer, grow } = await makeLog();
    await recomputeRound(new Map(), [tenant.id], signal);
    const kept = join(config().dataDir, 'log-state', `${tenant.id}.json`);
    rmSync(kept);
    mkdirSync(kept);
    await grow();
    await recomputeRound(new Map(), [tenant.id], signal);
    const unsigned = { code: 'SIGNING_FAILED', since: expect.any(Date) };
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 3, unsigned });
    expect(said.mock.calls.map(([line]) => String(line)).filter((line) => line.includes(tenant.id))).toEqual([
      expect.stringContaining('EISDIR'),
    ]);
  });

  it('finds a backup that was restored of a log that nobody writes to', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant, reviewer, grow } = await makeLog();
    await grow(2);
    accepted(await freshCheckpoint(reviewer));
    await grow();
    accepted(await freshCheckpoint(reviewer));
    await restoreLog(owner, tenant, 5);
    expect(await logsToSign(10_000)).not.toContain(tenant.id);
    await recomputeRound(new Map(), [tenant.id], signal);
    await recomputeRound(new Map(), [tenant.id], signal);
    const standing = accepted(showLogStanding(reviewer));
    expect(standing).toMatchObject({ broken: { code: 'LOG_NOT_SIGNABLE', since: expect.any(Date) } });
    const lines = said.mock.calls.map(([line]) => String(line));
    expect(lines.filter((line) => line.includes(tenant.id))).toHaveLength(1);
    expect(lines[0]).toContain('accept-restored');
  });

  it.each([
    ['shorter than it verified', 'ends at 5 now', 0],
    ['as long again', 'is another up to there now', 6],
  ])('keeps a log broken that is %s, until an operator gives up what was signed', async (_, words, more) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { tenant, reviewer, grow } = await makeLog();
    await grow(2);
    accepted(await freshCheckpoint(reviewer));
    await grow(3);
    const walks = new Map<string, Recomputing>();
    await recomputeRound(walks, [tenant.id], signal);
    const kept = join(config().dataDir, 'log-state', `${tenant.id}.json`);
    const lastKept = readFileSync(kept);
    await restoreLog(owner, tenant, 5);
    // Nothing that is stored says what was there, and nothing outside the database.
    rmSync(kept);
    await grow(more);
    await recomputeRound(walks, [tenant.id], signal);
    for (let round = 0; round < 3; round += 1) {
      await recomputeRound(walks, [tenant.id], signal);
      const message = expect.stringContaining(`The log was verified up to 8 here and ${words}`);
      expect(accepted(showLogStanding(reviewer))).toMatchObject({ broken: { message } });
    }
    writeFileSync(kept, lastKept);
    const operator = { ...tenant.system, name: 'operator' };
    accepted(await acceptRestored(operator, 'The disk was lost on Monday.', config().dataDir));
    await recomputeRound(walks, [tenant.id], signal);
    expect(accepted(showLogStanding(reviewer))).toMatchObject({ verifiedTo: 6 + more });
    await grow();
    await recomputeRound(walks, [tenant.id], signal);
    await restoreLog(owner, tenant, 6 + more);
    rmSync(kept);
    await recomputeRound(walks, [tenant.id], signal);
    expect(accepted(showLogStanding(reviewer))).toHaveProperty('broken');
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
