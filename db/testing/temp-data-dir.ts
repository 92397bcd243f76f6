import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new directory for one test run. As root the database runs as another user, who must reach the cluster inside. */
export function tempDataDir(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), `countersign-${name}-`));
  chmodSync(directory, 0o711);
  return directory;
}
