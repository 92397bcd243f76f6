import type { PendingQuery, Row } from 'postgres';
import type { TenantTx } from '@/db/tenant';
import type { RecordedCall } from '@/lib/domain/calls/recorded-call';

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
  after?: { at: Date; id: string } | undefined;
  limit: number;
};

type Fragment = PendingQuery<Row[]>;

/** One page of the tenant's calls, newest first. */
export async function searchCalls({ sql }: TenantTx, filter: CallFilter): Promise<RecordedCall[]> {
  const { after } = filter;
  return await sql<RecordedCall[]>`
    select ${callColumns(sql)} from tool_calls where tenant_id = current_tenant()
      ${whatOf(sql, filter)} ${whereOf(sql, filter)}
      ${after ? sql`and (started_at, id) < (${after.at}, ${after.id})` : sql``}
    order by started_at desc, id desc limit ${filter.limit}`;
}

/** Who called what, and how it ended. What is partly indexed is said in the words of its index. */
function whatOf(
  sql: Sql,
  { keyId, agent, tool, toolText, decision, outcome, errorCode }: CallFilter,
): Fragment {
  return sql`
    ${keyId === undefined ? sql`` : sql`and agent_key_id = ${keyId}`}
    ${agent === undefined ? sql`` : sql`and agent_identity = ${agent}`}
    ${tool === undefined ? sql`` : sql`and tool = ${tool}`}
    ${toolText === undefined ? sql`` : sql`and strpos(lower(tool), lower(${toolText})) > 0`}
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
