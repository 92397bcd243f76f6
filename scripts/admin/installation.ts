import { tenantIdByName } from '@/db/as-owner';
import { startEmbedded } from '@/db/embedded';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';
import { StartFailure } from '@/host/start-failure';
import { parseConfig } from '@/lib/config';
import type { System } from '@/lib/domain/actor';
import { AdminFailure } from './admin-failure';

/** The database that a command works on. */
export interface Installation {
  readonly ownerUrl: string | null;
  readonly publicUrl: string;
  close(): Promise<void>;
}

/**
 * Finds the database: DATABASE_URL, or the embedded one of DATA_DIR, started for the length of the command unless a
 * server is running on it. Comes before the first use of `config()`, which then names that database.
 */
export async function openInstallation(): Promise<Installation> {
  const { embedded, dataDir, databaseOwnerUrl, publicUrl } = parseConfig(process.env);
  if (!embedded) return { ownerUrl: databaseOwnerUrl, publicUrl, close: async () => {} };
  const { ownerUrl, appUrl, close } = await openEmbedded(dataDir);
  process.env['COUNTERSIGN_EMBEDDED_URL'] = appUrl;
  return { ownerUrl, publicUrl, close };
}

async function openEmbedded(dataDir: string) {
  const record = readRecord(dataDir);
  if (record === null) {
    throw new AdminFailure(`There is no installation in ${dataDir} yet; npm start makes one.`);
  }
  try {
    const database = await startEmbedded({ dataDir });
    return { ownerUrl: database.ownerUrl, appUrl: database.appUrl, close: () => database.stop() };
  } catch (error) {
    if (!(error instanceof StartFailure) || error.code !== 'ALREADY_RUNNING') throw error;
    const { port, ownerPassword, appPassword } = record;
    return {
      ownerUrl: roleUrl('countersign', ownerPassword, port),
      appUrl: roleUrl('app', appPassword, port),
      close: async () => {},
    };
  }
}

/** The owner's address, which some commands need. */
export function ownerUrlOf({ ownerUrl }: Installation): string {
  if (ownerUrl !== null) return ownerUrl;
  throw new AdminFailure('DATABASE_OWNER_URL must be set: this command needs the role that owns the tables.');
}

/** The operator, acting in the tenant of this name. */
export async function operatorIn(installation: Installation, tenant: string): Promise<System> {
  const tenantId = await tenantIdByName(ownerUrlOf(installation), tenant);
  if (tenantId === null) throw new AdminFailure('There is no tenant of that name.');
  return { kind: 'system', tenantId, name: 'operator' };
}
