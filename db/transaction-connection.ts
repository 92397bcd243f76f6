import 'server-only';
import { connect, type Sql } from './pool';

/** How many transactions may be open at once; the rest wait their turn. */
const maxConnections = 16;

/** The server hung up in the middle of a transaction. */
export class ConnectionLost extends Error {}

/**
 * One connection for one transaction at a time. A client of postgres.js would reconnect by itself, and a reserved one
 * of its pool writes to a socket that is gone; here a lost connection answers every further query with
 * ConnectionLost, so that nothing can run outside the transaction it belongs to.
 */
export type TransactionConnection = { readonly sql: Sql; isLost: () => boolean; discard: () => void };

type Waiter = (connection: TransactionConnection) => void;
type Idle = { connections: TransactionConnection[]; waiting: Waiter[]; open: number };

declare global {
  var countersignTransactions: Idle | undefined;
}

function idle(): Idle {
  globalThis.countersignTransactions ??= { connections: [], waiting: [], open: 0 };
  return globalThis.countersignTransactions;
}

/** A connection that nobody else has. Give it back with `release`. */
export async function acquire(): Promise<TransactionConnection> {
  const state = idle();
  for (let found = state.connections.pop(); found; found = state.connections.pop()) {
    if (!found.isLost()) return found;
    drop(found);
  }
  if (state.open < maxConnections) {
    state.open += 1;
    return open();
  }
  return new Promise((resolve) => state.waiting.push(resolve));
}

/** Hands the connection to the next in line, or a new one when this one was lost. */
export function release(connection: TransactionConnection): void {
  const state = idle();
  const next = state.waiting.shift();
  if (connection.isLost()) {
    drop(connection);
    if (next) void handOn(next);
    return;
  }
  if (next) next(connection);
  else state.connections.push(connection);
}

async function handOn(next: Waiter): Promise<void> {
  next(await acquire());
}

/** Closes every idle connection; for the end of a process or a test. */
export async function closeIdle(): Promise<void> {
  const state = idle();
  const closing = state.connections.splice(0);
  state.open -= closing.length;
  await Promise.all(closing.map(({ sql }) => sql.end({ timeout: 1 })));
}

function drop(connection: TransactionConnection): void {
  idle().open -= 1;
  connection.discard();
}

function open(): TransactionConnection {
  let lost = false;
  const client = connect({ max: 1, onclose: () => (lost = true) });
  const sql = new Proxy(client, {
    apply(target, self, args) {
      if (lost) throw new ConnectionLost('the connection to the database was lost');
      return Reflect.apply(target, self, args) as unknown;
    },
  });
  const discard = () => {
    lost = true;
    void client.end({ timeout: 0 }).catch(() => {});
  };
  return { sql, isLost: () => lost, discard };
}
