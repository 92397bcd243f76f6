import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseRecord, newRecord, readRecord, recordPath, writeRecord } from '@/db/embedded/record';
import { canEnter, chooseRunner, type Runner } from '@/db/embedded/runner';
import { asStartFailure, StartFailure } from '@/host/start-failure';

export interface ClusterHome {
  readonly record: DatabaseRecord;
  /** Directory that holds the cluster `pg`. */
  readonly home: string;
  readonly runner: Runner | null;
}

/** Where the cluster of this DATA_DIR is, or shall be, and who runs it. The choice is recorded at the first start. */
export function locate(dataDir: string, outside: string): ClusterHome {
  const kept = readRecord(dataDir);
  return kept === null ? chooseHome(dataDir, outside) : keptHome(dataDir, kept);
}

function keptHome(dataDir: string, record: DatabaseRecord): ClusterHome {
  const home = record.outside ?? dataDir;
  const pgdata = join(home, 'pg');
  const runner = chooseRunner(existsSync(pgdata) ? pgdata : null);
  if (runner !== null && !canEnter(runner, home)) throw new StartFailure('HOME_CLOSED', home);
  return { record, home, runner };
}

function chooseHome(dataDir: string, outside: string): ClusterHome {
  const runner = chooseRunner(null);
  const isInside = runner === null || canEnter(runner, dataDir);
  const home = isInside ? dataDir : outsideHome(dataDir, outside);
  if (existsSync(join(home, 'pg'))) throw new StartFailure('RECORD_MISSING', recordPath(dataDir));
  const record = newRecord(isInside ? null : home);
  writeRecord(dataDir, record);
  return { record, home, runner };
}

function outsideHome(dataDir: string, outside: string): string {
  const home = join(outside, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw asStartFailure(error, home);
  }
  return home;
}
