import { realpathSync, rmSync } from 'node:fs';
import postgres from 'postgres';
import { afterEach, onTestFinished } from 'vitest';
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
