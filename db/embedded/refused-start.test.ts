import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded } from '@/db/embedded';
import { newDir, start, startedDir } from '@/db/testing/embedded-fixture';
import { tempDataDir } from '@/db/testing/temp-data-dir';

test('a second process on the same directory is refused while the first lives', async () => {
  const dataDir = await startedDir();
  await start(dataDir);
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
});

test.each([
  ['PG_VERSION', 'DATA_DAMAGED'],
  ['global/pg_control', 'DATA_DAMAGED'],
  ['global', 'DATA_DAMAGED'],
  ['pg_wal', 'DATA_DAMAGED'],
  ['base/5', 'DATA_DAMAGED'],
  ['pg_xact/0000', 'DATA_DAMAGED'],
  ['.', 'CLUSTER_GONE'],
])('without %s the start is refused as %s', async (missing, code) => {
  const dataDir = await startedDir();
  rmSync(join(dataDir, 'pg', missing), { recursive: true });
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code });
});

test('garbage in pg_control, another major version and a lost record are each named', async () => {
  const dataDir = await startedDir();
  const version = join(dataDir, 'pg/PG_VERSION');
  writeFileSync(version, '15\n');
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'WRONG_MAJOR' });
  writeFileSync(version, '18\n');
  writeFileSync(join(dataDir, 'pg/global/pg_control'), Buffer.alloc(8192, 7));
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'DATA_DAMAGED' });
  rmSync(join(dataDir, 'database.json'));
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'RECORD_MISSING' });
});

test.runIf(canMount())(
  'a full disk is named, at the first start and later, and freeing it is enough',
  async () => {
    const dataDir = newDir();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=30m,mode=0711', 'tmpfs', dataDir]);
    onTestFinished(() => void execFileSync('umount', ['--lazy', dataDir]));
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'DISK_FULL' });
    execFileSync('mount', ['-o', 'remount,size=200m', dataDir]);
    await (await start(dataDir)).stop();
    spawnSync('sh', ['-c', 'cat /dev/zero > filler'], { cwd: dataDir });
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'DISK_FULL' });
    rmSync(join(dataDir, 'filler'));
    await start(dataDir);
  },
);

test('a DATA_DIR that is a file, or lies under one, cannot be written', async () => {
  const file = join(newDir(), 'file');
  writeFileSync(file, '');
  await expect(startEmbedded({ dataDir: file })).rejects.toMatchObject({ code: 'CANNOT_WRITE' });
  await expect(startEmbedded({ dataDir: join(file, 'x') })).rejects.toMatchObject({ code: 'CANNOT_WRITE' });
});

test.runIf(process.getuid?.() === 0)(
  'a directory that was closed later is named, and not called damaged',
  async () => {
    const dataDir = join(newDir(), 'data');
    await (await start(dataDir)).stop();
    chmodSync(dataDir, 0o700);
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'HOME_CLOSED' });
  },
);

/** Only a machine where we may mount a small file system of our own can show what a full one does. */
function canMount(): boolean {
  const directory = tempDataDir('mount');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', directory]).status === 0;
  if (mounted) execFileSync('umount', [directory]);
  rmSync(directory, { recursive: true });
  return mounted;
}
