import { rmSync } from 'node:fs';
import { type EmbeddedDatabase, startEmbedded } from '@/db/embedded';
import { databaseProcesses } from '@/db/testing/database-processes';
import { tempDataDir } from '@/db/testing/temp-data-dir';

/** A database of its own, which may be killed and recovers what it had promised. */
export type Cluster = {
  readonly dataDir: string;
  readonly ownerUrl: () => string;
  readonly appUrl: () => string;
  /** kill -9 of the server and of every process that it started. */
  kill: () => Promise<void>;
  startAgain: () => Promise<void>;
  remove: () => Promise<void>;
};

export async function makeCluster(): Promise<Cluster> {
  const dataDir = tempDataDir('faults');
  let database: EmbeddedDatabase = await startEmbedded({ dataDir });
  return {
    dataDir,
    ownerUrl: () => database.ownerUrl,
    appUrl: () => database.appUrl,
    kill: async () => {
      for (const pid of databaseProcesses(dataDir)) killed(pid);
      await database.died;
    },
    startAgain: async () => {
      database = await startEmbedded({ dataDir });
    },
    remove: async () => {
      await database.stop('immediate');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself when it saw the server gone.
  }
}
