import type { StopRow } from '@/db/schema/limits';
import type { TenantTx, WriteTx } from '@/db/tenant';
import type { Stop, StopScope } from '@/lib/domain/limits/stop';
import { selftestIssuer } from '@/lib/domain/selftest/selftest-identity';

/** What is shown of stops that are over. */
const shownReleased = 50;

export type NewStop = Pick<
  StopRow,
  | 'id'
  | 'scope'
  | 'subject'
  | 'subject_name'
  | 'engaged_by'
  | 'engaged_by_name'
  | 'engaged_at'
  | 'reason'
  | 'salt'
>;
export type Release = { by: string; byName: string; at: Date; reason: string; salt: Buffer };

export async function insertStop({ sql, tenantId }: WriteTx, stop: NewStop): Promise<Stop> {
  const [row] = await sql<StopRow[]>`insert into stops ${sql({ ...stop, tenant_id: tenantId })} returning *`;
  if (!row) throw new Error('the stop was not stored');
  return toStop(row);
}

/** Marks a stop as over. Null when it was before. */
export async function markReleased({ sql }: WriteTx, id: string, release: Release): Promise<Stop | null> {
  const [row] = await sql<StopRow[]>`
    update stops set released_by = ${release.by}, released_by_name = ${release.byName}, released_at = ${release.at},
      release_reason = ${release.reason}, release_salt = ${release.salt}
    where tenant_id = current_tenant() and id = ${id} and released_at is null returning *`;
  return row ? toStop(row) : null;
}

/** The stop of this subject that is in force. */
export async function stopInForce(
  { sql }: TenantTx,
  { scope, subject }: { scope: StopScope; subject: string },
): Promise<Stop | null> {
  const [row] = await sql<StopRow[]>`
    select * from stops where tenant_id = current_tenant() and scope = ${scope} and subject = ${subject}
      and released_at is null`;
  return row ? toStop(row) : null;
}

export async function findStop({ sql }: TenantTx, id: string): Promise<Stop | null> {
  const [row] = await sql<StopRow[]>`select * from stops where tenant_id = current_tenant() and id = ${id}`;
  return row ? toStop(row) : null;
}

/** Everything that is stopped, then what was last, newest first. */
export async function listStops({ sql }: TenantTx): Promise<Stop[]> {
  const rows = await sql<StopRow[]>`
    (select * from stops where tenant_id = current_tenant() and released_at is null
      order by engaged_at desc, id desc)
    union all
    (select * from stops where tenant_id = current_tenant() and released_at is not null
      order by engaged_at desc, id desc limit ${shownReleased})`;
  return rows.map(toStop);
}

/** The keys that can be stopped: those that could still be used. */
export async function keyNames({ sql }: TenantTx): Promise<{ id: string; name: string }[]> {
  return await sql<{ id: string; name: string }[]>`
    select id, name from agent_keys where tenant_id = current_tenant() and status <> 'revoked'
      and created_by <> ${selftestIssuer}
    order by name, id limit 500`;
}

/** The name under which people know a key; null when the tenant has no such key. */
export async function nameOfKey({ sql }: TenantTx, keyId: string): Promise<string | null> {
  const [row] = await sql<{ name: string }[]>`
    select name from agent_keys where tenant_id = current_tenant() and id = ${keyId}`;
  return row?.name ?? null;
}

const toStop = (row: StopRow): Stop => ({
  id: row.id,
  scope: row.scope,
  subject: row.subject,
  subjectName: row.subject_name,
  engagedBy: { id: row.engaged_by, name: row.engaged_by_name },
  engagedAt: row.engaged_at,
  reason: row.reason,
  released: row.released_at && {
    by: { id: row.released_by ?? '', name: row.released_by_name ?? '' },
    at: row.released_at,
    reason: row.release_reason ?? '',
  },
});

/** What stops a call of a key now, or null. Unlike `mcp_admit` it counts nothing. */
export async function stopCovering(
  { sql }: TenantTx,
  { keyId, tool, run }: { keyId: string; tool: string | null; run: string | null },
): Promise<StopScope | null> {
  const [row] = await sql<
    { scope: StopScope }[]
  >`select scope from stops_covering(${keyId}, ${tool}, ${run}) limit 1`;
  return row?.scope ?? null;
}
