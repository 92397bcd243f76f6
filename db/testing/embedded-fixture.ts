import { execFileSync } from 'node:child_process';
import { realpathSync, rmSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, afterEach, onTestFinished } from 'vitest';
import { type EmbeddedDatabase, startEmbedded } from '@/db/embedded';
import { tempDataDir } from '@/db/testing/temp-data-dir';

const running = new Set<EmbeddedDatabase>();

afterEach(async () => {
  for (const database of running) await database.stop('immediate');
  running.clear();
});

/** A directory that goes away with the test. */
export function newDir(): string {
  const directory = tempDataDir('embedded');
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return realpathSync(directory);
}

let stopped: Promise<string> | null = null;
afterAll(async () => {
  if (stopped !== null) rmSync(await stopped, { recursive: true, force: true });
});

/**
 * A directory in which a database was started once and stopped, that goes away with the test: a copy of one that each file
 * makes once, for tests of whatever comes after the first start. That a copy is as good has a test of its own.
 */
export async function startedDir(): Promise<string> {
  stopped ??= startOnce();
  const directory = newDir();
  execFileSync('cp', ['-a', `${await stopped}/.`, directory]);
  return directory;
}

async function startOnce(): Promise<string> {
  const directory = realpathSync(tempDataDir('embedded-once'));
  await (await startEmbedded({ dataDir: directory })).stop();
  return directory;
}

/** Starts an embedded database that ends with the test. */
export async function start(dataDir: string, outside?: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, ...(outside === undefined ? {} : { outside }) });
  running.add(database);
  return database;
}

/** Runs one statement as the role of the address. */
export async function query(url: string, text: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}
