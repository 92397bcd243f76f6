import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type EmbeddedDatabase, startEmbedded } from '@/db/embedded';
import { auditLog } from '@/db/testing/audit-log';
import { makeDueDrafts } from '@/db/testing/due-drafts';
import { query } from '@/db/testing/embedded-fixture';
import { makeTenant } from '@/db/testing/fixtures';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import { closeIdle } from '@/db/transaction-connection';
import { keepSweeping } from '@/lib/use-cases/sweep/start-sweeping';

// On a database of its own: it sweeps every tenant that it finds.
const dataDir = tempDataDir('sweeping');
const asOwner = (statement: string) => query(database.ownerUrl, statement);
let database: EmbeddedDatabase;

beforeAll(async () => {
  database = await startEmbedded({ dataDir });
  process.env['DATABASE_URL'] = database.appUrl;
}, 60_000);
afterAll(async () => {
  await closeIdle();
  await database.stop('immediate');
  rmSync(dataDir, { recursive: true, force: true });
});

it('finds what is due by itself, again and again, and ends when it is told to', async () => {
  const { system } = await makeTenant();
  const stop = new AbortController();
  const sweeping = keepSweeping(50, stop.signal);
  for (const count of [2, 3]) {
    await makeDueDrafts(system, count);
    await vi.waitFor(
      async () => expect(await auditLog(system)).toMatchObject({ pending: 0, counted: 0 }),
      20_000,
    );
  }
  stop.abort();
  await sweeping;
  await makeDueDrafts(system, 1);
  await pause(300);
  expect(await auditLog(system)).toMatchObject({ sound: true, pending: 1, counted: 1 });
});

it('says aloud that it cannot, changes nothing, and goes on when it can', async () => {
  const { system } = await makeTenant();
  await makeDueDrafts(system, 1);
  const written: string[] = [];
  const stderr = vi
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => written.push(String(text)) > 0);
  await asOwner('alter table sweep_pace rename to sweep_pace_away');
  const stop = new AbortController();
  const sweeping = keepSweeping(50, stop.signal);
  await vi.waitFor(
    () => expect(written.join('')).toMatch(/The sweep of tenant .* failed: .*sweep_pace/),
    20_000,
  );
  expect(await auditLog(system)).toMatchObject({ pending: 1 });
  await asOwner('alter table sweep_pace_away rename to sweep_pace');
  await vi.waitFor(async () => expect(await auditLog(system)).toMatchObject({ pending: 0 }), 20_000);
  stop.abort();
  await sweeping;
  stderr.mockRestore();
});

it('does one run when the command asks for it, and says in words or as JSON what it did', async () => {
  const { system } = await makeTenant();
  await gc();
  await makeDueDrafts(system, 1);
  await makeDueDrafts(system, 2, 100);
  expect(await gc()).toBe('3 drafts expired, 2 drafts and 0 old calls cleared away.\n');
  await makeDueDrafts(system, 1);
  expect(JSON.parse(await gc('--json'))).toEqual({
    expired: 1,
    purged: 0,
    calls: 0,
    oauth: 0,
    bundles: 0,
    failed: [],
  });
  await expect(gc('--everything')).rejects.toMatchObject({ code: 2 });
}, 120_000);

async function gc(...args: string[]): Promise<string> {
  const argv = ['--conditions=react-server', '--import', 'tsx', 'scripts/gc.ts', ...args];
  const root = join(import.meta.dirname, '../..');
  return (await promisify(execFile)(process.execPath, argv, { cwd: root })).stdout;
}
