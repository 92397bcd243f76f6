import type { PendingQuery, Row } from 'postgres';
import type { TenantTx } from '@/db/tenant';
import type { RecordedCall } from '@/lib/domain/calls/recorded-call';
import { selftestIdentity } from '@/lib/domain/selftest/selftest-identity';

const columns = [
  'id',
  'correlation_id',
  'run_id',
  'task_ref',
  'reason',
  'jsonrpc_id',
  'agent_key_id',
  'agent_identity',
  'human_owner_id',
  'client_name',
  'client_version',
  'model',
  'protocol_version',
  'server',
  'server_version',
  'method',
  'tool',
  'tool_definition_hash',
  'safety_class',
  'risk_tier',
  'args_digest',
  'redaction_count',
  'decision',
  'decision_rule_id',
  'decision_reason',
  'approval_state',
  'outcome',
  'error_code',
  'http_status',
  'result_class',
  'result_bytes',
  'result_digest',
  'untrusted_content',
  'triggered_by_call_id',
  'downstream_action_id',
  'started_at',
  'finished_at',
  'duration_ms',
  'ip',
  'user_agent',
] as const satisfies (keyof RecordedCall)[];

type Sql = TenantTx['sql'];

/** Every column that people read but for the arguments, which may be long. */
export const callColumns = (sql: Sql) => sql.unsafe<Row[]>(columns.join(', '));

export type CallFilter = {
  keyId?: string | undefined;
  agent?: string | undefined;
  tool?: string | undefined;
  /** Part of a tool's name. */
  toolText?: string | undefined;
  decision?: RecordedCall['decision'] | undefined;
  outcome?: RecordedCall['outcome'] | undefined;
  errorCode?: string | undefined;
  /** The run as it was named, and as the log spells it. */
  runIds?: readonly string[] | undefined;
  correlationId?: string | undefined;
  draftId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Leaves out what the boundary self-test asked. */
  hidesSelftest?: boolean;
  after?: { at: Date; id: string } | undefined;
  limit: number;
};

type Fragment = PendingQuery<Row[]>;

/** One page of the tenant's calls, newest first. */
export async function searchCalls({ sql }: TenantTx, filter: CallFilter): Promise<RecordedCall[]> {
  const { after, toolText } = filter;
  const names = toolText === undefined ? [] : await toolsLike(sql, toolText);
  return await sql<RecordedCall[]>`
    select ${callColumns(sql)} from tool_calls where tenant_id = current_tenant()
      ${whatOf(sql, filter)} ${toolText === undefined ? sql`` : namedOf(sql, toolText, names)} ${whereOf(sql, filter)}
      ${filter.hidesSelftest ? sql`and agent_identity is distinct from ${selftestIdentity}` : sql``}
      ${after ? sql`and (started_at, id) < (${after.at}, ${after.id})` : sql``}
    order by started_at desc, id desc limit ${filter.limit}`;
}

/** Names that are looked through one by one; a tenant has some twenty unless an agent makes names up. */
const namesAtMost = 1000;

/**
 * Part of a tool's name: the names that hold it, found by stepping from one name to the next through the index. Where
 * somebody made up more names than that, every row is looked at instead, so that nothing can be hidden behind them.
 */
async function toolsLike(sql: Sql, text: string): Promise<string[] | null> {
  const names = await sql<{ tool: string; fits: boolean }[]>`
    with recursive names(tool, nth) as (
      (select tool, 1 from tool_calls where tenant_id = current_tenant() and tool is not null order by tool limit 1)
      union all
      select (select t.tool from tool_calls t where t.tenant_id = current_tenant() and t.tool > n.tool
        order by t.tool limit 1), n.nth + 1
      from names n where n.tool is not null and n.nth < ${namesAtMost}
    ) select tool, strpos(lower(tool), lower(${text})) > 0 as fits from names where tool is not null`;
  return names.length < namesAtMost ? names.filter(({ fits }) => fits).map(({ tool }) => tool) : null;
}

const namedOf = (sql: Sql, text: string, names: readonly string[] | null): Fragment =>
  names === null ? sql`and strpos(lower(tool), lower(${text})) > 0` : sql`and tool = any(${[...names]})`;

/** Who called what, and how it ended. What is partly indexed is said in the words of its index. */
function whatOf(sql: Sql, { keyId, agent, tool, decision, outcome, errorCode }: CallFilter): Fragment {
  return sql`
    ${keyId === undefined ? sql`` : sql`and agent_key_id = ${keyId}`}
    ${agent === undefined ? sql`` : sql`and agent_identity = ${agent}`}
    ${tool === undefined ? sql`` : sql`and tool = ${tool}`}
    ${decision === undefined ? sql`` : decision === 'allow' ? sql`and decision = 'allow'` : sql`and decision <> 'allow' and decision = ${decision}`}
    ${outcome === undefined ? sql`` : outcome === 'ok' ? sql`and outcome = 'ok'` : sql`and outcome <> 'ok' and outcome = ${outcome}`}
    ${errorCode === undefined ? sql`` : sql`and error_code = ${errorCode}`}`;
}

/** To what it belongs, and when. */
function whereOf(sql: Sql, { runIds, correlationId, draftId, from, to }: CallFilter): Fragment {
  return sql`
    ${runIds === undefined ? sql`` : sql`and run_id = any(${[...runIds]})`}
    ${correlationId === undefined ? sql`` : sql`and correlation_id = ${correlationId}`}
    ${draftId === undefined ? sql`` : sql`and downstream_action_id = ${draftId}`}
    ${from === undefined ? sql`` : sql`and started_at >= ${from}`}
    ${to === undefined ? sql`` : sql`and started_at < ${to}`}`;
}

export async function findCall(
  { sql }: TenantTx,
  id: string,
): Promise<(RecordedCall & { args_redacted: unknown }) | null> {
  const [row] = await sql<(RecordedCall & { args_redacted: unknown })[]>`
    select ${callColumns(sql)}, args_redacted from tool_calls where tenant_id = current_tenant() and id = ${id}`;
  return row ?? null;
}
