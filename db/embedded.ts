import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type Binaries, prepareBinaries } from '@/db/embedded/binaries';
import { checkCluster, createCluster } from '@/db/embedded/cluster';
import { type ClusterHome, locate } from '@/db/embedded/cluster-home';
import { clearOrphan } from '@/db/embedded/orphan';
import type { Postmaster } from '@/db/embedded/postmaster';
import { type DatabaseRecord, writeRecord } from '@/db/embedded/record';
import { allowAppLogin, ensureOwner, roleUrl } from '@/db/embedded/roles';
import { startOnFreePort } from '@/db/embedded/start-on-free-port';
import { migrate } from '@/db/migrate';
import { type LockFile, takeLock } from '@/host/lock-file';
import { asStartFailure, StartFailure } from '@/host/start-failure';

const outsideDirectory = '/var/lib/countersign';

export interface EmbeddedDatabase {
  /** Owns the tables: migrations and the admin command, never requests. */
  readonly ownerUrl: string;
  /** Serves requests. */
  readonly appUrl: string;
  /** Settles if the server ends without `stop`. */
  readonly died: Promise<StartFailure>;
  /** Fast by default; `immediate` does not wait for a checkpoint and is recovered at the next start. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** Where cluster and binaries go when we are root and `dataDir` is closed to other users. */
  readonly outside?: string;
}

/**
 * Starts the PostgreSQL that npm brought along on `dataDir`, making it at the first start, and migrates it.
 * Throws StartFailure, whose message tells the person at the terminal what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataDir, log = () => {}, outside = outsideDirectory } = options;
  const locks: LockFile[] = [];
  const lock = (directory: string) => {
    const taken = takeLock(join(directory, 'lock'));
    if (taken === null) throw new StartFailure('ALREADY_RUNNING', directory);
    locks.push(taken);
  };
  const release = () => {
    for (const taken of locks) taken.release();
  };
  try {
    // Root leaves the new directory enterable, and its files are closed: the user postgres must reach `pg` inside.
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    lock(dataDir);
    const cluster = locate(realpathSync(dataDir), outside);
    if (cluster.record.outside !== null) {
      log(`The database is kept in ${cluster.home}.`);
      // A copy of DATA_DIR names the same cluster: without this it would take the other's server for an orphan.
      lock(cluster.home);
    }
    return await startLocked(realpathSync(dataDir), cluster, { outside, log, release });
  } catch (error) {
    release();
    throw asStartFailure(error, dataDir);
  }
}

interface Surroundings {
  readonly outside: string;
  readonly log: (line: string) => void;
  readonly release: () => void;
}

async function startLocked(
  dataDir: string,
  cluster: ClusterHome,
  { outside, log, release }: Surroundings,
): Promise<EmbeddedDatabase> {
  const pgdata = join(cluster.home, 'pg');
  const logFile = join(dataDir, 'postgres.log');
  const binaries = prepareBinaries(cluster.runner, cluster.runner === null ? dataDir : outside);
  ensureCluster(dataDir, cluster, binaries);
  await clearOrphan(pgdata, log);
  const { server, port } = await startOnFreePort({
    program: binaries.postgres,
    pgdata,
    port: cluster.record.port,
    runner: cluster.runner,
    logFile,
  });
  try {
    const record = { ...cluster.record, initialised: true, port };
    writeRecord(dataDir, record);
    return running(await openDoors(record), server, release, logFile);
  } catch (error) {
    await server.stop('fast');
    throw error;
  }
}

function ensureCluster(dataDir: string, { record, home, runner }: ClusterHome, binaries: Binaries): void {
  const pgdata = join(home, 'pg');
  if (!record.initialised && !existsSync(pgdata)) {
    createCluster(home, binaries, runner, record.superuserPassword);
    writeRecord(dataDir, { ...record, initialised: true });
  }
  checkCluster(pgdata, binaries.major);
}

async function openDoors(record: DatabaseRecord): Promise<{ ownerUrl: string; appUrl: string }> {
  const { port } = record;
  const ownerUrl = roleUrl('countersign', record.ownerPassword, port);
  await ensureOwner(roleUrl('postgres', record.superuserPassword, port, 'postgres'), record.ownerPassword);
  await migrate(ownerUrl);
  await allowAppLogin(ownerUrl, record.appPassword);
  return { ownerUrl, appUrl: roleUrl('app', record.appPassword, port) };
}

function running(
  urls: { ownerUrl: string; appUrl: string },
  server: Postmaster,
  release: () => void,
  logFile: string,
): EmbeddedDatabase {
  let asked = false;
  const died = server.exited.then(() => {
    release();
    return asked ? new Promise<never>(() => {}) : new StartFailure('DATABASE_STOPPED', logFile);
  });
  return {
    ...urls,
    died,
    async stop(mode = 'fast') {
      asked = true;
      await server.stop(mode);
      release();
    },
  };
}
