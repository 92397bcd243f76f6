import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Any number: it only has to be the same in every process that migrates. */
const migrationLock = 7_203_114;

/**
 * Brings the roles and the schema of a database up to date. Idempotent; two callers at once wait for each other.
 * @param ownerUrl a role that owns the tables and may create roles; never the role that serves requests.
 * @param migrationsFolder what is applied, with its journal: all that there is.
 */
export async function migrate(ownerUrl: string, migrationsFolder = here('./migrations')): Promise<void> {
  // drizzle() changes the client's parsers, so this client serves the migration alone.
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    await client.unsafe(await readFile(here('./roles.sql'), 'utf8'));
    await applyMigrations(drizzle(client), { migrationsFolder });
    await client`revoke resolver, log_writer from current_user`;
  } finally {
    await client.end();
  }
}
