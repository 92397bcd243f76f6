import { newId } from '@/db/new-id';
import { appendCalls, type CallRecord } from '@/db/queries/call-append';
import type { Agent } from '@/lib/domain/actor';

/** A call of this agent in the log, as the log may hold it; what is not said is that of a call that went well. */
export async function recorded(agent: Agent, over: Partial<CallRecord> = {}): Promise<string> {
  const at = over.started_at ?? new Date();
  const id = over.id ?? newId('call');
  const call = {
    id,
    correlation_id: `req_${id}`,
    agent_key_id: agent.keyId,
    agent_identity: agent.name,
    human_owner_id: agent.ownerId,
    server_version: '0.1.0',
    method: 'tools/call',
    tool: 'draft_list',
    decision: 'allow',
    outcome: 'ok',
    http_status: 200,
    started_at: at,
    finished_at: at,
    duration_ms: 0,
    ...over,
  } satisfies CallRecord;
  await appendCalls(agent.tenantId, [call]);
  return id;
}

/** How a call is recorded that the policy refused. */
export const deniedWith = (code: string, rule: string): Partial<CallRecord> => ({
  decision: 'deny',
  outcome: 'denied',
  error_code: code,
  decision_rule_id: rule,
});
