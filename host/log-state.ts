import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncDirectory } from './private-file';

/** What was signed last of one log, outside the database: a backup that is restored does not bring it back. */
export type LogState = { readonly note: string; readonly verifierKey: string };

const stateSchema = z.strictObject({ note: z.string().max(65_536), verifier_key: z.string().max(1024) });

/** Null where nothing was signed here. Throws where the file is there and cannot be read: what it held is not known. */
export async function readLogState(dataDir: string, log: string): Promise<LogState | 'damaged' | null> {
  const path = pathOf(dataDir, log);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const kept = stateSchema.safeParse(jsonOf(text));
  return kept.success ? { note: kept.data.note, verifierKey: kept.data.verifier_key } : 'damaged';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Replaces what was signed last. It is on the disk when this returns; a crash leaves the old or the new, never a part. */
export async function writeLogState(dataDir: string, log: string, state: LogState): Promise<void> {
  const path = pathOf(dataDir, log);
  const draft = `${path}.${process.pid}.new`;
  await mkdir(directoryOf(dataDir), { recursive: true, mode: 0o700 });
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify({ note: state.note, verifier_key: state.verifierKey })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  syncDirectory(directoryOf(dataDir));
}

/** Puts what was signed last aside, for whoever asks later what was given up. Nothing happens where nothing was signed. */
export async function setLogStateAside(dataDir: string, log: string, mark: string): Promise<void> {
  const path = pathOf(dataDir, log);
  await rename(path, `${path}.${mark.replaceAll(/[^\dTZ]/g, '')}.aside`);
  syncDirectory(directoryOf(dataDir));
}

const directoryOf = (dataDir: string): string => join(dataDir, 'log-state');

/** One file per log, named by the uuid of its tenant. */
function pathOf(dataDir: string, log: string): string {
  if (!/^[0-9a-f-]{36}$/.test(log)) throw new Error('a log is named by a uuid');
  return join(directoryOf(dataDir), `${log}.json`);
}
