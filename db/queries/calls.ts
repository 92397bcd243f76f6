import { json } from '@/db/json';
import { pool } from '@/db/pool';
import type { ToolCallRow } from '@/db/schema/calls';
import type { TenantTx } from '@/db/tenant';

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
  Partial<Omit<ToolCallRow, 'tenant_id' | 'prev_hash' | 'entry_hash'>>;

/** Writes one call in a statement of its own, so that it stays when what it describes was rolled back. */
export async function recordCall(tenantId: string, call: CallRecord): Promise<void> {
  const sql = pool();
  await sql`select call_append(${tenantId}, ${json(sql, call)})`;
}

/** One page of an agent's own calls, newest first. */
export async function listCalls(
  { sql }: TenantTx,
  filter: {
    keyId: string;
    runId?: string | undefined;
    after?: { at: Date; id: string } | undefined;
    limit: number;
  },
): Promise<ToolCallRow[]> {
  return await sql<ToolCallRow[]>`
    select * from tool_calls where tenant_id = current_tenant() and agent_key_id = ${filter.keyId}
      ${filter.runId === undefined ? sql`` : sql`and run_id = ${filter.runId}`}
      ${filter.after ? sql`and (started_at, id) < (${filter.after.at}, ${filter.after.id})` : sql``}
    order by started_at desc, id desc limit ${filter.limit}`;
}
