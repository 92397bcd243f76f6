import 'server-only';
import postgres from 'postgres';
import { type Actor, principalOf, type Service } from '@/lib/domain/actor';
import type { Sql } from './pool';
import type { AppendingRole } from './queries/append-leaf';
import { acquire, ConnectionLost, release, type TransactionConnection } from './transaction-connection';

/** The connection went away while COMMIT was on its way: nobody here knows whether it happened. Look, never repeat. */
export class OutcomeUnknown extends Error {}

/** The server answered COMMIT with ROLLBACK: nothing happened. */
export class RolledBack extends Error {}

/** Runs `work`, which begins and commits one transaction, on a connection that nobody else has; a fault rolls back. */
export async function onConnection<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const connection = await acquire();
  try {
    return await work(connection.sql);
  } catch (fault) {
    await undo(connection, fault);
    throw fault;
  } finally {
    release(connection);
  }
}

/** Rolls back; a connection that cannot be rolled back for certain is never used again. */
async function undo({ sql, discard }: TransactionConnection, fault: unknown): Promise<void> {
  if (fault instanceof OutcomeUnknown || fault instanceof ConnectionLost || serverLeft(fault))
    return discard();
  await sql`rollback`.catch(discard);
}

/** Tenant, principal and role: one statement, for this transaction only. */
export const bindTenant = (sql: Sql, actor: Actor | Service) =>
  sql`select set_config('app.tenant_id', ${actor.tenantId}, true),
             set_config('app.principal', ${principalOf(actor)}, true),
             set_config('role', ${roleOf(actor)}, true)`;

/**
 * An agent becomes the role that cannot apply, a service the one that reads what was applied, the sweep the one that
 * can end what is due and nothing else.
 */
const roleOf = (actor: Actor | Service): AppendingRole | 'service' =>
  actor.kind === 'service' ? 'service' : writerOf(actor);

/** The same for whoever may write. */
export function writerOf(actor: Actor): AppendingRole {
  if (actor.kind === 'agent') return 'agent';
  return actor.kind === 'system' && actor.name === 'sweep' ? 'gc' : 'none';
}

/**
 * Sends COMMIT behind statements that are on their way, and gives what they answered once all of it is durable. If one
 * of them fails the server turns this COMMIT into a ROLLBACK, and we throw.
 */
export async function commitBehind<T>(sql: Sql, sent: Promise<T>): Promise<T> {
  try {
    const [answers, { command }] = await Promise.all([sent, sql`commit`]);
    if (command !== 'COMMIT') throw new RolledBack('the server rolled the transaction back');
    return answers;
  } catch (fault) {
    if (serverLeft(fault)) throw new OutcomeUnknown('connection lost at commit', { cause: fault });
    throw fault;
  }
}

/** True unless the server itself answered and stayed: 08 is a connection exception, 57P an administrator's stop. */
function serverLeft(fault: unknown): boolean {
  if (fault instanceof postgres.PostgresError)
    return fault.code.startsWith('57P') || fault.code.startsWith('08');
  const code: unknown = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  return typeof code === 'string' && /^(CONN|CONNECT|ECONN|EPIPE|ETIMEDOUT)/.test(code);
}
