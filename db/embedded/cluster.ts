import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from '@/db/embedded/binaries';
import type { Runner } from '@/db/embedded/runner';
import { syncDirectory } from '@/host/private-file';
import { StartFailure } from '@/host/start-failure';

const unfinishedName = 'pg.new';
const essential = ['PG_VERSION', 'base', 'global/pg_control', 'pg_wal', 'pg_xact'];

/** Makes the data directory with initdb. It appears under its name only when complete, whatever interrupts this. */
export function createCluster(
  home: string,
  binaries: Binaries,
  runner: Runner | null,
  password: string,
): void {
  const draft = join(home, unfinishedName);
  const passwordFile = join(home, '.initdb-password');
  for (const leftover of [draft, passwordFile]) rmSync(leftover, { recursive: true, force: true });
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
    if (runner !== null) for (const path of [draft, passwordFile]) chownSync(path, runner.uid, runner.gid);
    const made = spawnSync(binaries.initdb, initdbArguments(draft, passwordFile), {
      ...runner,
      cwd: '/',
      encoding: 'utf8',
    });
    if (made.status !== 0) throw initdbFailure(home, `${made.stdout}${made.stderr}`);
    renameSync(draft, join(home, 'pg'));
    syncDirectory(home);
  } finally {
    for (const leftover of [draft, passwordFile]) rmSync(leftover, { recursive: true, force: true });
  }
}

/** Refuses a directory that PostgreSQL of this major version cannot open, before PostgreSQL tries. */
export function checkCluster(pgdata: string, major: string): void {
  if (!existsSync(pgdata)) throw new StartFailure('CLUSTER_GONE', pgdata);
  // Asked first, because it fails as it should when this user may not look inside.
  readdirSync(pgdata);
  if (!essential.every((name) => existsSync(join(pgdata, name)))) {
    throw new StartFailure('DATA_DAMAGED', pgdata);
  }
  const found = readFileSync(join(pgdata, 'PG_VERSION'), 'utf8').trim();
  if (!/^\d+$/.test(found)) throw new StartFailure('DATA_DAMAGED', pgdata);
  if (found !== major) throw new StartFailure('WRONG_MAJOR', found);
}

function initdbArguments(pgdata: string, passwordFile: string): string[] {
  return [
    '--pgdata',
    pgdata,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--pwfile',
    passwordFile,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ];
}

function initdbFailure(home: string, output: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(output)) return new StartFailure('DISK_FULL', home);
  return new Error(`initdb failed: ${output}`);
}
