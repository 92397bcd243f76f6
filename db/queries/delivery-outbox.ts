import { pool } from '@/db/pool';
import type { DeliveryRow } from '@/db/schema/deliveries';
import type { WriteTx } from '@/db/tenant';
import type { AttemptResult } from '@/lib/domain/delivery/attempt-outcome';
import type { Delivery } from '@/lib/domain/delivery/delivery';
import { deliveryColumns, type ReadDelivery, toDelivery } from './deliveries';

const told = [
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
] as const;

export type NewDelivery = Pick<DeliveryRow, (typeof told)[number]>;

/**
 * Puts one applied change into the outbox, in the transaction that applies it, where the tenant has a control plane. Whoever
 * removes it waits for this commit and finds the change, or has committed and is found gone.
 */
export async function queueDelivery({ sql, tenantId }: WriteTx, made: NewDelivery): Promise<void> {
  await sql`
    insert into deliveries (${sql(told)}, tenant_id, next_attempt_at)
    select ${sql(made, ...told)}, ${tenantId}, clock_timestamp()
    from control_planes where tenant_id = current_tenant() for share`;
}

/** Tenants in which something is due, in no order. Knows their ids and nothing else of them. */
export async function tenantsToDeliver(limit: number): Promise<string[]> {
  const rows = await pool()<{ tenant_id: string }[]>`select tenant_id from tenants_to_deliver(${limit})`;
  return rows.map(({ tenant_id }) => tenant_id);
}

export type ClaimedDelivery = { delivery: Delivery; merklePosition: number };

/**
 * Takes the delivery that has waited longest under a lease, and notes the attempt that is about to be made. A change of
 * a resource waits until the change before it is delivered or dead. A row under somebody's lease is left to them; one
 * whose lease has run out was theirs, and is taken again.
 */
export async function claimDelivery(
  { sql, tenantId }: WriteTx,
  lease: string,
  leaseSeconds: number,
): Promise<ClaimedDelivery | null> {
  const [row] = await sql<(ReadDelivery & { position: number })[]>`
    with due as (
      select d.id from due_deliveries d where d.tenant_id = current_tenant()
      order by d.next_attempt_at, d.id limit 1 for update of d skip locked)
    update deliveries d set attempts = d.attempts + 1, lease = ${lease},
      leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}::float8)
    from due, log_leaves l
    where d.tenant_id = current_tenant() and d.id = due.id and l.tenant_id = d.tenant_id and l.id = d.evidence_id
    returning ${deliveryColumns(sql)}, l.idx as position`;
  if (!row) return null;
  await sql`
    update delivery_attempts set outcome = 'interrupted'
    where tenant_id = current_tenant() and delivery_id = ${row.id} and outcome = 'started'`;
  await sql`
    insert into delivery_attempts (tenant_id, delivery_id, number, started_at)
    values (${tenantId}, ${row.id}, ${row.attempts}, clock_timestamp())`;
  return { delivery: toDelivery(row), merklePosition: row.position };
}

export type Attempted = { id: string; lease: string; number: number };

/** How often in a row a delivery that is held under this lease has failed; null when the lease is no longer held. */
export async function failuresUnder({ sql }: WriteTx, { id, lease }: Attempted): Promise<number | null> {
  const [row] = await sql<{ failures: number }[]>`
    select failures from deliveries
    where tenant_id = current_tenant() and id = ${id} and lease = ${lease} for update`;
  return row?.failures ?? null;
}

/** What becomes of a delivery: it has arrived, is tried again after so long, or is dead. */
export type Verdict = { state: 'delivered' } | { state: 'retrying'; waitMs: number } | { state: 'dead' };

/** Writes down how an attempt ended. */
export async function endAttempt(
  { sql }: WriteTx,
  { id, number }: Attempted,
  { outcome, statusClass, durationMs }: AttemptResult,
): Promise<void> {
  await sql`
    update delivery_attempts set outcome = ${outcome}, status_class = ${statusClass}, duration_ms = ${durationMs}
    where tenant_id = current_tenant() and delivery_id = ${id} and number = ${number}`;
}

/** Gives back the lease that `failuresUnder` found held, with what becomes of the delivery. */
export async function settleDelivery(
  { sql }: WriteTx,
  { id }: Attempted,
  outcome: AttemptResult['outcome'],
  verdict: Verdict,
): Promise<void> {
  const waitMs = verdict.state === 'retrying' ? verdict.waitMs : null;
  await sql`
    update deliveries set state = ${verdict.state}, lease = null, leased_until = null, last_outcome = ${outcome},
      failures = failures + ${verdict.state === 'delivered' ? 0 : 1},
      next_attempt_at = clock_timestamp() + make_interval(secs => ${waitMs}::float8 / 1000),
      finished_at = case when ${waitMs}::float8 is null then clock_timestamp() end
    where tenant_id = current_tenant() and id = ${id}`;
}

/** Makes a delivery due now, as if nothing had been tried. What is being sent at this moment is left alone. */
export async function resendDelivery({ sql }: WriteTx, id: string): Promise<Delivery | null> {
  const [row] = await sql<ReadDelivery[]>`
    update deliveries d set state = 'pending', failures = 0, next_attempt_at = clock_timestamp(), finished_at = null,
      lease = null, leased_until = null
    where d.tenant_id = current_tenant() and d.id = ${id} and d.state in ('dead', 'retrying')
      and (d.leased_until is null or d.leased_until <= clock_timestamp())
    returning ${deliveryColumns(sql)}`;
  return row ? toDelivery(row) : null;
}

/** Removes what was finished beyond the tenant's retention, the oldest first. The evidence stays. */
export async function deleteOldDeliveries({ sql }: WriteTx, limit: number): Promise<void> {
  await sql`
    with old as (
      select d.id from deliveries d join tenants t on t.id = d.tenant_id
      where d.tenant_id = current_tenant()
        and d.finished_at < now() - make_interval(days => t.expired_retention_days)
      order by d.finished_at, d.id limit ${limit})
    delete from deliveries d using old where d.tenant_id = current_tenant() and d.id = old.id`;
}
