import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncDirectory, writePrivateFile } from '@/host/private-file';
import { roleSchema } from '@/lib/domain/people/person';

const firstRunSchema = z.strictObject({
  url: z.string(),
  mcp_url: z.string(),
  tenant: z.string(),
  reviewers: z.array(
    z.strictObject({ name: z.string(), email: z.string(), password: z.string(), role: roleSchema }),
  ),
  agent_key: z.string(),
});

/** What `DATA_DIR/first-run.json` says: where to go, who to sign in as, and the key of the first agent. */
export type FirstRun = z.infer<typeof firstRunSchema>;

export const firstRunPath = (dataDir: string): string => join(dataDir, 'first-run.json');
const pendingIn = (dataDir: string) => join(dataDir, 'first-run.pending.json');

/**
 * Written before the commit, published after it. Whatever interrupts the first run, a tenant that exists has its
 * secrets on disk: the pending file is always the one of the last attempt, and only the last can have committed.
 */
export const writePending = (dataDir: string, firstRun: FirstRun): void =>
  writePrivateFile(pendingIn(dataDir), write(firstRun));

/** Makes the pending file the file. False when there is none, and nobody can know its secrets again. */
export function publishPending(dataDir: string): boolean {
  if (!existsSync(pendingIn(dataDir))) return false;
  renameSync(pendingIn(dataDir), firstRunPath(dataDir));
  syncDirectory(dataDir);
  return true;
}

/** Null when the file is missing or not what this version writes. */
export function readFirstRun(path: string): FirstRun | null {
  try {
    return firstRunSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Brings the file of an earlier start up to date; false when it is missing or unreadable. */
export function keepFile(dataDir: string, urls: Pick<FirstRun, 'url' | 'mcp_url'>): boolean {
  const kept = readFirstRun(firstRunPath(dataDir));
  if (kept === null) return false;
  if (kept.url !== urls.url) writePrivateFile(firstRunPath(dataDir), write({ ...kept, ...urls }));
  return true;
}

const write = (firstRun: FirstRun): string => `${JSON.stringify(firstRun, null, 2)}\n`;
