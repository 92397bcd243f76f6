import type { ToolCallRow } from '@/db/schema/calls';
import type { TenantTx } from '@/db/tenant';

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
