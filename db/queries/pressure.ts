import type { ToolCallRow } from '@/db/schema/calls';
import type { TenantTx } from '@/db/tenant';

/** The key and the run that proposed, and when. */
export type Proposed = { keyId: string; runId: string | null; draftId: string; at: Date; since: Date };

type RefusedRow = Pick<ToolCallRow, 'agent_key_id' | 'decision_rule_id' | 'error_code'> & {
  asked: string;
  agent: string;
  count: number;
  first: Date;
  last: Date;
  in_run: boolean;
};

/** How many refused calls are looked at, of the run and of the key: the latest. */
const lookedAt = 1000;

/** What was refused before a draft, in its run and to its key, in groups, the latest first. */
export async function refusedBefore(
  { sql }: TenantTx,
  { keyId, runId, at, since }: Proposed,
  limit: number,
): Promise<RefusedRow[]> {
  const columns = sql`id, tool, method, decision_rule_id, error_code, agent_key_id, agent_identity, run_id, started_at`;
  return await sql<RefusedRow[]>`
    with refused as (
      (select ${columns} from tool_calls where tenant_id = current_tenant() and agent_key_id = ${keyId}
         and decision = 'deny' and started_at between ${since} and ${at} order by started_at desc limit ${lookedAt})
      union
      (select ${columns} from tool_calls where tenant_id = current_tenant() and run_id = ${runId}
         and decision = 'deny' and started_at <= ${at} order by started_at desc limit ${lookedAt}))
    select coalesce(tool, method) as asked, decision_rule_id, error_code, agent_key_id,
      max(agent_identity) as agent, count(*)::int as count, min(started_at) as first, max(started_at) as last,
      coalesce(run_id = ${runId}, false) as in_run
    from refused group by coalesce(tool, method), decision_rule_id, error_code, agent_key_id, in_run
    order by last desc, asked limit ${limit}`;
}

type CallRow = Pick<
  ToolCallRow,
  'id' | 'agent_key_id' | 'agent_identity' | 'outcome' | 'error_code' | 'started_at'
> & { asked: string };

/** The latest calls of a run before one of its drafts, newest first, without the one that proposed it. */
export async function callsOfRunBefore(
  { sql }: TenantTx,
  { runId, draftId, at }: Proposed,
  limit: number,
): Promise<CallRow[]> {
  if (runId === null) return [];
  return await sql<CallRow[]>`
    select id, coalesce(tool, method) as asked, agent_key_id, agent_identity, outcome, error_code, started_at
    from tool_calls where tenant_id = current_tenant() and run_id = ${runId} and started_at <= ${at}
      and downstream_action_id is distinct from ${draftId}
    order by started_at desc, id desc limit ${limit}`;
}
