import { existsSync } from 'node:fs';
import { type FirstRun, firstRunPath, readFirstRun } from '@/host/first-run-file';
import { config } from '@/lib/config';
import { DemoFailure } from './demo-failure';

/** What the first start wrote. Throws DemoFailure when there was none. */
export function firstRunHere(): FirstRun {
  const path = firstRunPath(config().dataDir);
  if (!existsSync(path)) {
    throw new DemoFailure(
      `There is no ${path}. Start the product with "npm start" first; with DATA_DIR set, set it here too.`,
    );
  }
  const written = readFirstRun(path);
  if (written === null) throw new DemoFailure(`${path} is not what this version writes.`);
  return written;
}
