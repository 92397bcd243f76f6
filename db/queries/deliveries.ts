import type { Row } from 'postgres';
import type { DeliveryAttemptRow, DeliveryRow } from '@/db/schema/deliveries';
import type { TenantTx } from '@/db/tenant';
import type { Delivery, DeliveryAttempt, DeliveryState } from '@/lib/domain/delivery/delivery';

const columns = [
  'id',
  'draft_id',
  'evidence_id',
  'kind',
  'operation',
  'resource_id',
  'resource_name',
  'version',
  'digest',
  'applied_at',
  'state',
  'rank',
  'attempts',
  'next_attempt_at',
  'last_outcome',
  'finished_at',
] as const satisfies (keyof DeliveryRow)[];

/** A delivery's row as readers get it. */
export type ReadDelivery = Pick<DeliveryRow, (typeof columns)[number]> & { sending: boolean };

/** Every column that readers get. */
export const deliveryColumns = (sql: TenantTx['sql']) =>
  sql.unsafe<Row[]>(
    `${columns.map((name) => `d.${name}`).join(', ')}, coalesce(d.leased_until > clock_timestamp(), false) as sending`,
  );

export const toDelivery = (row: ReadDelivery): Delivery => ({
  id: row.id,
  draftId: row.draft_id,
  evidenceId: row.evidence_id,
  kind: row.kind,
  operation: row.operation,
  resourceId: row.resource_id,
  resourceName: row.resource_name,
  version: row.version,
  digest: row.digest,
  appliedAt: row.applied_at,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at,
  lastOutcome: row.last_outcome,
  finishedAt: row.finished_at,
  sending: row.sending,
});

export type DeliveryFilter = {
  state?: DeliveryState | undefined;
  draftId?: string | undefined;
  resourceId?: string | undefined;
  after?: { rank: number; at: Date; id: string } | undefined;
  limit: number;
};

/** One page: the dead first, then what is on its way, then what was delivered; within each the newest first. */
export async function listDeliveries({ sql }: TenantTx, filter: DeliveryFilter): Promise<ReadDelivery[]> {
  const { state, draftId, resourceId, after, limit } = filter;
  return await sql<ReadDelivery[]>`
    select ${deliveryColumns(sql)} from deliveries d where d.tenant_id = current_tenant()
      ${state === undefined ? sql`` : sql`and d.state = ${state}`}
      ${draftId === undefined ? sql`` : sql`and d.draft_id = ${draftId}`}
      ${resourceId === undefined ? sql`` : sql`and d.resource_id = ${resourceId}`}
      ${
        after
          ? sql`and d.rank >= ${after.rank}
              and (d.rank > ${after.rank} or (d.applied_at, d.id) < (${after.at}, ${after.id}))`
          : sql``
      }
    order by d.rank, d.applied_at desc, d.id desc limit ${limit}`;
}

export async function findDelivery({ sql }: TenantTx, id: string): Promise<Delivery | null> {
  const [row] = await sql<ReadDelivery[]>`
    select ${deliveryColumns(sql)} from deliveries d where d.tenant_id = current_tenant() and d.id = ${id}`;
  return row ? toDelivery(row) : null;
}

/** The newest version of one resource that is or was to be announced. */
export async function latestDeliveryOf({ sql }: TenantTx, resourceId: string): Promise<Delivery | null> {
  const [row] = await sql<ReadDelivery[]>`
    select ${deliveryColumns(sql)} from deliveries d
    where d.tenant_id = current_tenant() and d.resource_id = ${resourceId} order by d.version desc limit 1`;
  return row ? toDelivery(row) : null;
}

/** What was attempted, newest first, at most 100. */
export async function attemptsOf({ sql }: TenantTx, deliveryId: string): Promise<DeliveryAttempt[]> {
  const rows = await sql<Omit<DeliveryAttemptRow, 'tenant_id' | 'delivery_id'>[]>`
    select number, started_at, outcome, status_class, duration_ms from delivery_attempts
    where tenant_id = current_tenant() and delivery_id = ${deliveryId} order by number desc limit 100`;
  return rows.map((row) => ({
    number: row.number,
    startedAt: row.started_at,
    outcome: row.outcome,
    statusClass: row.status_class,
    durationMs: row.duration_ms,
  }));
}
