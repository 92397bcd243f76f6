import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from '@/host/private-file';
import { StartFailure } from '@/host/start-failure';

const recordSchema = z.object({
  /** Directory that holds `pg`, if the user postgres cannot enter DATA_DIR itself, which may be moved at will. */
  outside: z.string().nullable(),
  port: z.int().min(0).max(65_535),
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  appPassword: z.string(),
  /** False until initdb has finished once: then a missing directory is a loss, not a first start. */
  initialised: z.boolean(),
});

/** What DATA_DIR remembers of its embedded database, in `database.json`, mode 0600. */
export type DatabaseRecord = z.infer<typeof recordSchema>;

export function recordPath(dataDir: string): string {
  return join(dataDir, 'database.json');
}

/** Null before the first start. */
export function readRecord(dataDir: string): DatabaseRecord | null {
  const path = recordPath(dataDir);
  if (!existsSync(path)) return null;
  const parsed = recordSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new StartFailure('RECORD_MISSING', path);
  return parsed.data;
}

export function writeRecord(dataDir: string, record: DatabaseRecord): void {
  writePrivateFile(recordPath(dataDir), `${JSON.stringify(record, null, 2)}\n`);
}

export function newRecord(outside: string | null): DatabaseRecord {
  return {
    outside,
    port: 0,
    superuserPassword: password(),
    ownerPassword: password(),
    appPassword: password(),
    initialised: false,
  };
}

function password(): string {
  return randomBytes(24).toString('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
