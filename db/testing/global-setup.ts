import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '@/db/embedded';
import { letOwnerTamper } from '@/db/testing/let-owner-tamper';
import { tempDataDir } from '@/db/testing/temp-data-dir';

declare module 'vitest' {
  interface ProvidedContext {
    /** The role that owns the tables. */
    ownerUrl: string;
    /** The role that serves requests. */
    appUrl: string;
    /** What the processes of an installation keep outside the database. */
    dataDir: string;
  }
}

/** Gives the integration tests one real, migrated PostgreSQL; `inject('appUrl')` is its address. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = tempDataDir('test');
  const database = await startEmbedded({ dataDir });
  await letOwnerTamper(dataDir);
  project.provide('ownerUrl', database.ownerUrl);
  const keptDir = tempDataDir('test-kept');
  project.provide('appUrl', database.appUrl);
  project.provide('dataDir', keptDir);
  return async () => {
    await database.stop('immediate');
    for (const directory of [dataDir, keptDir]) rmSync(directory, { recursive: true, force: true });
  };
}
