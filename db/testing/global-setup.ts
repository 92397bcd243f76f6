import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '@/db/embedded';
import { tempDataDir } from '@/db/testing/temp-data-dir';

declare module 'vitest' {
  interface ProvidedContext {
    /** The role that owns the tables. */
    ownerUrl: string;
    /** The role that serves requests. */
    appUrl: string;
  }
}

/** Gives the integration tests one real, migrated PostgreSQL; `inject('appUrl')` is its address. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = tempDataDir('test');
  const database = await startEmbedded({ dataDir });
  project.provide('ownerUrl', database.ownerUrl);
  project.provide('appUrl', database.appUrl);
  return async () => {
    await database.stop('immediate');
    rmSync(dataDir, { recursive: true, force: true });
  };
}
