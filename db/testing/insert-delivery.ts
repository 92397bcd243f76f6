import type postgres from 'postgres';
import { newId } from '@/db/new-id';
import type { DeathReason } from '@/lib/domain/delivery/attempt-outcome';
import type { DeliveryState } from '@/lib/domain/delivery/delivery';

type Made = {
  state: DeliveryState;
  attempts?: number;
  lastOutcome?: DeathReason | null;
  draftId?: string;
  resourceId?: string;
  name?: string;
};

/** A delivery as a worker would have left it, with its attempts, made as the owner in the tenant of the transaction. */
export async function insertDelivery(sql: postgres.TransactionSql, made: Made): Promise<string> {
  const id = newId('dlv');
  const usual = {
    attempts: 0,
    lastOutcome: null,
    name: 'orders',
    draftId: newId('drf'),
    resourceId: newId('end'),
  };
  const { state, attempts, lastOutcome, name, draftId, resourceId } = { ...usual, ...made };
  const isOver = state === 'delivered' || state === 'dead';
  await sql`
    insert into deliveries (tenant_id, id, draft_id, evidence_id, kind, operation, resource_id, resource_name, version,
      digest, applied_at, state, attempts, failures, next_attempt_at, last_outcome, finished_at)
    values (current_tenant(), ${id}, ${draftId}, ${newId('evd')}, 'endpoint', 'create', ${resourceId}, ${name}, 1,
      ${`sha256:${'0c'.repeat(32)}`}, now(), ${state}, ${attempts}, ${attempts},
      ${isOver ? null : sql`now() + interval '5 minutes'`}, ${lastOutcome}, ${isOver ? sql`now()` : null})`;
  for (let number = 1; number <= attempts; number += 1) {
    const isLast = number === attempts;
    await sql`
      insert into delivery_attempts (tenant_id, delivery_id, number, started_at, outcome, status_class, duration_ms)
      values (current_tenant(), ${id}, ${number}, now() - make_interval(mins => ${attempts - number}),
        ${isLast ? lastOutcome : 'refused'}, ${state === 'delivered' && isLast ? 2 : 5}, ${80 + number})`;
  }
  return id;
}
