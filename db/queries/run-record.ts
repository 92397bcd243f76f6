import type { TenantTx } from '@/db/tenant';
import type { KeyEvent } from '@/lib/domain/runs/grant-during';
import type {
  CallCounts,
  KeyReport,
  RunCall,
  RunChange,
  RunDraft,
  RunKey,
  RunLeaf,
  RunPart,
} from '@/lib/domain/runs/run-record';
import { callColumns } from './recorded-calls';

/** Characters of a call's arguments that a run shows. */
const argsShown = 600;

/** The first calls of a run, oldest first; those alone that the policy did not allow when `refused`. */
export const callsOfRun = async (
  { sql }: TenantTx,
  runIds: readonly string[],
  { refused = false, limit }: { refused?: boolean; limit: number },
): Promise<RunCall[]> =>
  await sql<RunCall[]>`
    select ${callColumns(sql)}, left(args_redacted::text, ${argsShown}) as args_text from tool_calls
    where tenant_id = current_tenant() and run_id = any(${[...runIds]}) ${refused ? sql`and decision <> 'allow'` : sql``}
    order by started_at, id limit ${limit}`;

/** The calls of one request, oldest first: those that carried its id. */
export const callsOfCorrelation = async (
  { sql }: TenantTx,
  correlationId: string,
  limit: number,
): Promise<RunCall[]> =>
  await sql<RunCall[]>`
    select ${callColumns(sql)}, left(args_redacted::text, ${argsShown}) as args_text from tool_calls
    where tenant_id = current_tenant() and correlation_id = ${correlationId} order by started_at, id limit ${limit}`;

/** What was changed by one request, in the order of the chain. */
export const changesOfCorrelation = async (
  { sql }: TenantTx,
  correlationId: string,
  limit: number,
): Promise<RunChange[]> =>
  await sql<RunChange[]>`
    select a.id, a.type, a.actor_kind, a.actor_id, u.name as actor_name, a.channel, a.subject, a.reason, a.at
    from audit_events a left join users u on u.tenant_id = a.tenant_id and u.id = a.actor_id
    where a.tenant_id = current_tenant() and a.correlation_id = ${correlationId} order by a.seq limit ${limit}`;

export async function countCalls({ sql }: TenantTx, runIds: readonly string[]): Promise<CallCounts> {
  const [row] = await sql<CallCounts[]>`
    select count(*)::int as total,
      count(*) filter (where decision = 'allow')::int as allow,
      count(*) filter (where decision = 'deny')::int as deny,
      count(*) filter (where decision = 'require_approval')::int as require_approval,
      count(*) filter (where outcome = 'ok')::int as ok,
      count(*) filter (where outcome = 'denied')::int as denied,
      count(*) filter (where outcome = 'error')::int as error,
      count(*) filter (where outcome = 'timeout')::int as timeout,
      min(started_at) as first_at, max(started_at) as last_at
    from tool_calls where tenant_id = current_tenant() and run_id = any(${[...runIds]})`;
  if (!row) throw new Error('an aggregate without a row');
  return row;
}

type Which = { runIds: readonly string[] } | { correlationId: string; ids: readonly string[] };

/** The drafts of a run, or those of a request: made by it or named by its calls. Oldest first. */
export const draftsAround = async ({ sql }: TenantTx, which: Which, limit: number): Promise<RunDraft[]> =>
  await sql<RunDraft[]>`
    select d.id, d.type, d.operation, d.status, d.resource_name, d.environment, d.risk_tier, d.summary, d.rationale,
      d.task_ref, d.run_id, d.correlation_id, d.created_by_id, d.created_by_name, d.created_at, d.expires_at,
      d.applied_by, d.applied_at, d.discarded_by, d.discarded_by_kind, d.discarded_at, d.discard_reason,
      d.decided_by_name, d.resource_id, d.resource_version,
      (select e.version from endpoints e
        where e.tenant_id = current_tenant() and e.id = d.resource_id and e.deleted_at is null) as live_version,
      undone.id as revert_id, undone.status as revert_status
    from drafts d
    left join lateral (
      select r.id, r.status from drafts r where r.tenant_id = current_tenant() and r.reverts = d.id
      order by r.created_at desc limit 1
    ) undone on true
    where d.tenant_id = current_tenant() and ${
      'runIds' in which
        ? sql`d.run_id = any(${[...which.runIds]})`
        : sql`(d.correlation_id = ${which.correlationId} or d.id = any(${[...which.ids]}))`
    }
    order by d.created_at, d.id limit ${limit}`;

/** What these keys are, in the order in which they took part. */
export async function keysWithin({ sql }: TenantTx, parts: readonly RunPart[]): Promise<RunKey[]> {
  const rows = await sql<Omit<RunKey, 'part'>[]>`
    select k.id, k.name, k.agent_identity, k.human_owner_id, u.name as owner_name, k.purpose, k.environment, k.status,
      k.scopes, k.allowed_tools, k.data_classes::text[] as data_classes, k.revision
    from agent_keys k left join users u on u.tenant_id = k.tenant_id and u.id = k.human_owner_id
    where k.tenant_id = current_tenant() and k.id = any(${parts.map(({ key_id: id }) => id)})`;
  return parts.flatMap((part) =>
    rows.filter(({ id }) => id === part.key_id).map((key) => ({ ...key, part })),
  );
}

/** What was done to these keys, newest first. */
export const eventsOfKeys = async (
  { sql }: TenantTx,
  ids: readonly string[],
  limit: number,
): Promise<KeyEvent[]> =>
  await sql<KeyEvent[]>`
    select subject as key_id, type, at, before, after from audit_events
    where tenant_id = current_tenant() and subject = any(${[...ids]}) order by seq desc limit ${limit}`;

/**
 * Every key that called, proposed or reported under this run, whoever began first: a run id is an agent's word, and two may
 * say the same.
 */
export async function partsIn(
  { sql }: TenantTx,
  runIds: readonly string[],
  limit: number,
): Promise<RunPart[]> {
  const runs = [...runIds];
  return await sql<RunPart[]>`
    select key_id, min(first_at) as first_at, max(last_at) as last_at, sum(calls)::int as calls,
      sum(denied)::int as denied
    from (
      select agent_key_id as key_id, min(started_at) as first_at, max(started_at) as last_at, count(*) as calls,
          count(*) filter (where decision = 'deny') as denied
        from tool_calls where tenant_id = current_tenant() and run_id = any(${runs}) group by agent_key_id
      union all select created_by_id, min(created_at), max(created_at), 0, 0 from drafts
        where tenant_id = current_tenant() and run_id = any(${runs}) and created_by_kind = 'agent' group by created_by_id
      union all select agent_key_id, min(reported_at), max(reported_at), 0, 0 from run_reports
        where tenant_id = current_tenant() and run_id = any(${runs}) group by agent_key_id) p
    group by key_id order by first_at, key_id limit ${limit}`;
}

/** What the log holds about these drafts, in its order. */
export const leavesOf = async (
  { sql }: TenantTx,
  subjects: readonly string[],
  limit: number,
): Promise<RunLeaf[]> =>
  await sql<RunLeaf[]>`
    select idx, id, event, subject, appended_at from log_leaves
    where tenant_id = current_tenant() and subject = any(${[...subjects]}) order by idx limit ${limit}`;

/** The last report of each key. */
export const lastReports = async ({ sql }: TenantTx, runIds: readonly string[]): Promise<KeyReport[]> =>
  await sql<KeyReport[]>`
    select distinct on (agent_key_id) agent_key_id, revision, report, reported_at from run_reports
    where tenant_id = current_tenant() and run_id = any(${[...runIds]})
    order by agent_key_id, revision desc limit 20`;
