import 'server-only';
import type { Actor, Agent, Service } from '@/lib/domain/actor';
import type { AuditEvent } from '@/lib/domain/audit/audit-event';
import type { Leaf, PlacedLeaf } from '@/lib/domain/evidence/leaf';
import type { Sql } from './pool';
import { type Append, type AppendingRole, appendLeaves, type Handed } from './queries/append-leaf';
import { appendAudit, auditRows, eventOfLeaf } from './queries/audit-append';
import { bindTenant, commitBehind, onConnection, writerOf } from './transaction';

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

/**
 * The same for an agent, answered once it has read. The end of the transaction is on its way then, and nothing that was
 * read depends on how it ends.
 */
export const withTenantLook = <T>(agent: Agent, work: (tx: TenantTx) => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    inTransaction(agent, 'read only', async (sql, opened) => {
      const value = await work(txOf(sql, agent));
      await opened;
      resolve(value);
      await commit(sql, nothing);
    }).catch(reject);
  });

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
    await commit(sql, nothing);
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
const inTransaction = <T>(
  actor: Actor | Service,
  mode: Mode,
  run: (sql: Sql, opened: Promise<unknown>) => Promise<T>,
): Promise<T> =>
  onConnection((sql) => {
    const opened = Promise.all([begin[mode](sql), bindTenant(sql, actor)]);
    // A query of `run` fails with it and may be the first that is awaited.
    opened.catch(() => {});
    return run(sql, opened);
  });

function txOf(sql: Sql, actor: Actor | Service): TenantTx {
  return { sql, tenantId: actor.tenantId, [made]: true };
}

/** What a transaction leaves behind at its end: its evidence, and its audit events as rows. */
type Left = { role: AppendingRole; handed: readonly Handed[]; audited: string | null };

const nothing: Left = { role: 'none', handed: [], audited: null };

/**
 * Evidence and COMMIT leave in one flight: the head row of the tenant's log is locked last and for as long as the
 * server needs, not for a round trip. The change and its evidence are durable together or neither is.
 */
async function commit(sql: Sql, { role, handed, audited }: Left): Promise<PlacedLeaf[]> {
  const told = audited === null ? null : appendAudit(sql, audited);
  const appended = Promise.all(appendLeaves(sql, role, handed));
  const [placed] = await commitBehind(sql, Promise.all([appended, told]));
  return placed.flat();
}
