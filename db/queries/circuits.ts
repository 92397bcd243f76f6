import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Circuit, CircuitState } from '@/lib/domain/limits/circuit';

/** The circuit of a key, locked until commit, with the key's own term, and the time by the clock of the database. */
export async function lockCircuit({ sql }: WriteTx, keyId: string): Promise<{ circuit: Circuit; at: Date }> {
  const [row] = await sql<(Circuit & { at: Date })[]>`
    insert into circuit_breakers as c (tenant_id, key_id, state, score, window_from, trips)
    select k.tenant_id, k.id, 'closed', 0, clock_timestamp(), 0 from agent_keys k
    where k.tenant_id = current_tenant() and k.id = ${keyId}
    on conflict (tenant_id, key_id) do update set score = c.score
    returning state, score, window_from as "windowFrom", trips, open_until as "openUntil", clock_timestamp() as at,
      (select k.refusals_per_min from agent_keys k where k.tenant_id = c.tenant_id and k.id = c.key_id)
        as "refusalsPerMinute"`;
  if (!row) throw new Error('the circuit was not stored');
  const { at, ...circuit } = row;
  return { circuit, at };
}

export async function storeCircuit(
  { sql }: WriteTx,
  keyId: string,
  { state, score, windowFrom, trips, openUntil }: Circuit,
  at: Date,
): Promise<void> {
  await sql`
    update circuit_breakers set state = ${state}, score = ${score}, window_from = ${windowFrom}, trips = ${trips},
      open_until = ${openUntil}, probe_until = null, opened_at = ${state === 'open' ? at : null}
    where tenant_id = current_tenant() and key_id = ${keyId}`;
}

export type CircuitReset = { by: string; at: Date; reason: string; salt: Buffer };

/** Closes the circuit of a key. False when it is closed, or was never anything else. */
export async function resetCircuit({ sql }: WriteTx, keyId: string, reset: CircuitReset): Promise<boolean> {
  const { count } = await sql`
    update circuit_breakers set state = 'closed', score = 0, window_from = ${reset.at}, trips = 0, opened_at = null,
      open_until = null, probe_until = null, reset_by = ${reset.by}, reset_at = ${reset.at},
      reset_reason = ${reset.reason}, reset_salt = ${reset.salt}
    where tenant_id = current_tenant() and key_id = ${keyId} and state <> 'closed'`;
  return count === 1;
}

/** The circuits that are not closed, the latest first, with the names of their keys. */
export async function openCircuits({ sql }: TenantTx) {
  return await sql<
    {
      key_id: string;
      key_name: string;
      state: CircuitState;
      score: number;
      open_until: Date;
      opened_at: Date | null;
    }[]
  >`
    select c.key_id, k.name as key_name, c.state, c.score, c.open_until, c.opened_at
    from circuit_breakers c join agent_keys k on k.tenant_id = c.tenant_id and k.id = c.key_id
    where c.tenant_id = current_tenant() and c.state <> 'closed' order by c.open_until desc, c.key_id`;
}
