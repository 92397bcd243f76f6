import 'server-only';
import postgres from 'postgres';
import { type Actor, principalOf, type Service } from '@/lib/domain/actor';
import type { AuditEvent } from '@/lib/domain/audit/audit-event';
import type { Leaf, PlacedLeaf } from '@/lib/domain/evidence/leaf';
import type { Sql } from './pool';
import { type Append, type AppendingRole, appendLeaves, type Handed } from './queries/append-leaf';
import { appendAudit, auditRows, eventOfLeaf } from './queries/audit-append';
import { acquire, ConnectionLost, release, type TransactionConnection } from './transaction-connection';

const made: unique symbol = Symbol('made by withTenant');

/** The capability to query one tenant's rows. Only this module can make one. */
export type TenantTx = { readonly sql: Sql; readonly tenantId: string; readonly [made]: true };

/**
 * The same, for a transaction that may write. `record` hands over evidence, appended as the last thing before commit;
 * `append` is the statement when it also makes the change that the leaf is about. Every leaf of a person or an operator
 * is an audit event too, by itself or as `audit` tells it: what was and what is, and why.
 */
export type WriteTx = TenantTx & {
  readonly record: (leaf: Leaf, append?: Append) => void;
  readonly audit: (event: AuditEvent) => void;
};

/** What a write transaction left behind once it is durable. */
export type Committed<T> = { value: T; evidence: readonly PlacedLeaf[] };

/** The connection went away while COMMIT was on its way: nobody here knows whether it happened. Look, never repeat. */
export class OutcomeUnknown extends Error {}

/** The server answered COMMIT with ROLLBACK: nothing happened. */
class RolledBack extends Error {}

/**
 * Runs `work` in one transaction of the actor's tenant; for an agent also as database role `agent`, for the sweep as `gc`.
 * A returned refusal commits, so that evidence of the attempt stays; a thrown fault rolls everything back.
 */
export async function withTenant<T>(actor: Actor, work: (tx: WriteTx) => Promise<T>): Promise<Committed<T>> {
  const handed: Handed[] = [];
  const told: AuditEvent[] = [];
  return inTransaction(actor, 'read write', async (sql, opened) => {
    const record: WriteTx['record'] = (leaf, append) => handed.push({ leaf, append });
    const value = await work({ ...txOf(sql, actor), record, audit: (event) => told.push(event) });
    await opened;
    const left = { role: writerOf(actor), handed, audited: auditedOf(actor, handed, told) };
    return { value, evidence: await commit(sql, left) };
  });
}

/**
 * What goes into the chain of audit events: not what the sweep ends by its age, nor what agents do, whose calls are
 * recorded.
 */
function auditedOf(actor: Actor, handed: readonly Handed[], told: readonly AuditEvent[]): string | null {
  if (writerOf(actor) !== 'none') return null;
  const untold = handed
    .map(({ leaf }) => leaf)
    .filter((leaf) => !told.some(({ type, subject }) => type === leaf.event && subject === leaf.subject));
  const events = [...told, ...untold.map(eventOfLeaf)];
  return events.length === 0 ? null : auditRows(actor, events);
}

/** The same for readers: the transaction is READ ONLY and cannot record anything. A service runs as role `service`. */
export const withTenantRead = <T>(actor: Actor | Service, work: (tx: TenantTx) => Promise<T>): Promise<T> =>
  inReadOnly(actor, 'read only', work);

/** The same, and all its queries see one state of the database. */
export const withTenantSnapshot = <T>(
  actor: Actor | Service,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> => inReadOnly(actor, 'snapshot', work);

async function inReadOnly<T>(
  actor: Actor | Service,
  mode: 'read only' | 'snapshot',
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return inTransaction(actor, mode, async (sql, opened) => {
    const value = await work(txOf(sql, actor));
    await opened;
    await commit(sql, { role: 'none', handed: [], audited: null });
    return value;
  });
}

type Mode = 'read write' | 'read only' | 'snapshot';

const begin: Record<Mode, (sql: Sql) => PromiseLike<unknown>> = {
  'read write': (sql) => sql`begin`,
  'read only': (sql) => sql`begin read only`,
  snapshot: (sql) => sql`begin isolation level repeatable read read only`,
};

/**
 * BEGIN and the tenant leave in one flight with the first queries of `run`, which awaits `opened` before it commits: the
 * server answers in order, and where either failed it knows no tenant and refuses the rest.
 */
async function inTransaction<T>(
  actor: Actor | Service,
  mode: Mode,
  run: (sql: Sql, opened: Promise<unknown>) => Promise<T>,
): Promise<T> {
  const connection = await acquire();
  const { sql } = connection;
  try {
    const opened = Promise.all([begin[mode](sql), bindTenant(sql, actor)]);
    // A query of `run` fails with it and may be the first that is awaited.
    opened.catch(() => {});
    return await run(sql, opened);
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
const bindTenant = (sql: Sql, actor: Actor | Service) =>
  sql`select set_config('app.tenant_id', ${actor.tenantId}, true),
             set_config('app.principal', ${principalOf(actor)}, true),
             set_config('role', ${roleOf(actor)}, true)`;

/**
 * An agent becomes the role that cannot apply, a service the one that reads what was applied, the sweep the one that
 * can end what is due and nothing else.
 */
const roleOf = (actor: Actor | Service): AppendingRole | 'service' =>
  actor.kind === 'service' ? 'service' : writerOf(actor);

function writerOf(actor: Actor): AppendingRole {
  if (actor.kind === 'agent') return 'agent';
  return actor.kind === 'system' && actor.name === 'sweep' ? 'gc' : 'none';
}

function txOf(sql: Sql, actor: Actor | Service): TenantTx {
  return { sql, tenantId: actor.tenantId, [made]: true };
}

/** What a transaction leaves behind at its end: its evidence, and its audit events as rows. */
type Left = { role: AppendingRole; handed: readonly Handed[]; audited: string | null };

/**
 * Evidence and COMMIT leave in one flight: the head row of the tenant's log is locked last and for as long as the
 * server needs, not for a round trip. If an append fails the server turns this COMMIT into a ROLLBACK, and we throw:
 * the change and its evidence are durable together or neither is.
 */
async function commit(sql: Sql, { role, handed, audited }: Left): Promise<PlacedLeaf[]> {
  try {
    const told = audited === null ? null : appendAudit(sql, audited);
    const appended = appendLeaves(sql, role, handed);
    const committed = sql`commit`;
    const [placed, { command }] = await Promise.all([Promise.all(appended), committed, told]);
    if (command !== 'COMMIT') throw new RolledBack('the server rolled the transaction back');
    return placed.flat();
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
