import type { ToolCallRow } from '@/db/schema/calls';
import type { TenantTx } from '@/db/tenant';

/** The key and the run that proposed, when, and from when to when what the key was refused is of interest. */
export type Proposed = {
  keyId: string;
  runId: string | null;
  draftId: string;
  at: Date;
  since: Date;
  until: Date;
};

type RefusedRow = Pick<ToolCallRow, 'agent_key_id' | 'decision_rule_id' | 'error_code'> & {
  asked: string;
  agent: string;
  count: number;
  first: Date;
  last: Date;
  in_run: boolean;
  after: boolean;
  on_this: boolean;
};

/**
 * What was refused around a draft, in its run and to its key, in groups: attempts to apply it before all others, then other
 * attempts to apply, then the latest first. Every row counts, so that no number of other refusals hides one.
 */
export async function refusedAround(
  { sql }: TenantTx,
  { keyId, runId, draftId, at, since, until }: Proposed,
  limit: number,
): Promise<RefusedRow[]> {
  return await sql<RefusedRow[]>`
    select coalesce(tool, method) as asked, decision_rule_id, error_code, agent_key_id,
      max(agent_identity) as agent, count(*)::int as count, min(started_at) as first, max(started_at) as last,
      coalesce(run_id = ${runId}, false) as in_run, started_at > ${at} as after,
      case when error_code = 'MCP_CANNOT_APPLY' then position(${draftId} in args_redacted::text) > 0 else false end
        as on_this
    from tool_calls where tenant_id = current_tenant() and decision = 'deny'
      and ((agent_key_id = ${keyId} and started_at between ${since} and ${until}) or run_id = ${runId})
    group by coalesce(tool, method), decision_rule_id, error_code, agent_key_id, in_run, after, on_this
    order by on_this desc, (decision_rule_id = 'boundary:no-apply' or error_code = 'MCP_CANNOT_APPLY') is true desc,
      last desc, asked limit ${limit}`;
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
