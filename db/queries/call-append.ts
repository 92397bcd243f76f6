import { json } from '@/db/json';
import { newId } from '@/db/new-id';
import { pool } from '@/db/pool';
import type { TransportRow } from '@/db/schema/audit';
import type { ToolCallRow } from '@/db/schema/calls';

/** A call as it is recorded: arguments already redacted. Columns with a default in the database may be left out. */
export type CallRecord = Pick<
  ToolCallRow,
  | 'id'
  | 'correlation_id'
  | 'agent_key_id'
  | 'agent_identity'
  | 'human_owner_id'
  | 'server_version'
  | 'method'
  | 'decision'
  | 'outcome'
  | 'http_status'
  | 'started_at'
  | 'finished_at'
  | 'duration_ms'
> &
  Partial<Omit<ToolCallRow, 'tenant_id' | 'seq' | 'prev_hash' | 'entry_hash'>>;

/**
 * Writes calls of one tenant, in their order, in a statement of its own: they stay when what they describe was rolled
 * back. The database places and hashes them.
 */
export async function appendCalls(tenantId: string, calls: readonly CallRecord[]): Promise<void> {
  const sql = pool();
  await sql`select call_append(${tenantId}, ${json(sql, calls)})`;
}

/** Notes which version and which list of tools a tenant calls; the first call to another one is an event. */
export async function noteSurface(
  tenantId: string,
  called: { serverVersion: string; surfaceHash: string; at: Date },
): Promise<void> {
  const { serverVersion, surfaceHash, at } = called;
  const ids = [newId('aud'), newId('aud')];
  await pool()`select surface_called(${tenantId}, ${serverVersion}, ${surfaceHash}, ${at}, ${ids})`;
}

export type TransportRecord = Omit<TransportRow, 'tenant_id'>;

/** Writes what HTTP requests of one tenant's keys were, in one statement. */
export async function appendTransport(tenantId: string, requests: readonly TransportRecord[]): Promise<void> {
  const sql = pool();
  await sql`select transport_append(${tenantId}, ${json(sql, requests)})`;
}
