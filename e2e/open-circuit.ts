import type postgres from 'postgres';

/** Pauses the key of that name for an hour, as its breaker would. */
export const openCircuit = (name: string) => (sql: postgres.TransactionSql) =>
  sql`insert into circuit_breakers (tenant_id, key_id, state, score, window_from, trips, open_until)
    select tenant_id, id, 'open', 20, now(), 1, now() + interval '1 hour'
      from agent_keys where tenant_id = current_tenant() and name = ${name}
    on conflict (tenant_id, key_id) do update
      set state = excluded.state, trips = excluded.trips, open_until = excluded.open_until`;
