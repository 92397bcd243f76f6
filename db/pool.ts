import 'server-only';
import postgres from 'postgres';
import { config } from '@/lib/config';

export type Sql = postgres.Sql<{ bigint: number }>;

declare global {
  var countersignPool: Sql | undefined;
  var countersignDoorPool: Sql | undefined;
}

/**
 * The process's connections for single statements, as role `app`. Next bundles pages and routes apart; the global keeps
 * them on one pool. Throws when no database is configured.
 */
export function pool(): Sql {
  globalThis.countersignPool ??= connect({ max: 8 });
  return globalThis.countersignPool;
}

/**
 * The same for what every request of an agent asks first. None of it waits for the disk, so a few connections answer many
 * requests, whose questions leave together in one write and are answered in one.
 */
export function doorPool(): Sql {
  globalThis.countersignDoorPool ??= connect({ max: 2 });
  return globalThis.countersignDoorPool;
}

/** A client as role `app`, with our types and time limits. */
export function connect(options: { max: number; onclose?: () => void }): Sql {
  const { databaseUrl } = config();
  if (databaseUrl === null) throw new Error('no database is configured');
  return postgres(databaseUrl, {
    ...options,
    connect_timeout: 5,
    onnotice: () => {},
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    connection: {
      application_name: 'countersign',
      statement_timeout: 15_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
}
