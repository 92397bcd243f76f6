import { z } from 'zod';
import { callDecisions, callOutcomes, type RecordedCall } from '../calls/recorded-call';
import { timestamp } from './wire-values';

/** A call of the log as people read it, without its arguments. */
export const callRecordSchema = z.object({
  id: z.string(),
  correlation_id: z.string(),
  run_id: z.string().nullable(),
  task_ref: z.string().nullable(),
  reason: z.string().nullable().describe('Why, in the words of the agent'),
  jsonrpc_id: z.string().nullable(),
  key_id: z.string(),
  agent: z.string(),
  owner_id: z.string().describe('The person who owned the key'),
  client_name: z.string().nullable(),
  client_version: z.string().nullable(),
  model: z.string().nullable(),
  protocol_version: z.string().nullable(),
  server: z.string().describe('self: this server'),
  server_version: z.string(),
  method: z.string(),
  tool: z.string().nullable(),
  tool_definition_hash: z.string().nullable(),
  safety_class: z.string().nullable(),
  risk_tier: z.string().nullable(),
  args_digest: z.string().nullable().describe('Over the arguments after redaction'),
  redaction_count: z.int(),
  decision: z.enum(callDecisions),
  decision_rule_id: z.string().nullable(),
  decision_reason: z.string().nullable(),
  approval_state: z.enum(['none', 'pending', 'approved', 'denied', 'auto', 'expired']),
  outcome: z.enum(callOutcomes),
  error_code: z.string().nullable(),
  http_status: z.int(),
  result: z
    .object({ class: z.string().nullable(), bytes: z.int(), digest: z.string().nullable() })
    .nullable(),
  untrusted_content: z.boolean().describe('The answer held text that somebody else wrote'),
  triggered_by_call_id: z.string().nullable(),
  draft_id: z.string().nullable().describe('The draft that this call made or changed'),
  started_at: timestamp,
  finished_at: timestamp,
  duration_ms: z.int(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
});
export type CallRecordWire = z.infer<typeof callRecordSchema>;

/** The same with what was kept of its arguments. */
export const callDetailSchema = callRecordSchema.extend({
  args: z.unknown().describe('The arguments as recorded: secrets redacted, long texts cut'),
});

export const toCallRecord = (call: RecordedCall): CallRecordWire => ({
  id: call.id,
  correlation_id: call.correlation_id,
  run_id: call.run_id,
  task_ref: call.task_ref,
  reason: call.reason,
  jsonrpc_id: call.jsonrpc_id,
  key_id: call.agent_key_id,
  agent: call.agent_identity,
  owner_id: call.human_owner_id,
  client_name: call.client_name,
  client_version: call.client_version,
  model: call.model,
  protocol_version: call.protocol_version,
  server: call.server,
  server_version: call.server_version,
  method: call.method,
  tool: call.tool,
  tool_definition_hash: call.tool_definition_hash,
  safety_class: call.safety_class,
  risk_tier: call.risk_tier,
  args_digest: call.args_digest,
  redaction_count: call.redaction_count,
  decision: call.decision,
  decision_rule_id: call.decision_rule_id,
  decision_reason: call.decision_reason,
  approval_state: call.approval_state,
  outcome: call.outcome,
  error_code: call.error_code,
  http_status: call.http_status,
  result:
    call.result_bytes === null
      ? null
      : { class: call.result_class, bytes: call.result_bytes, digest: call.result_digest },
  untrusted_content: call.untrusted_content,
  triggered_by_call_id: call.triggered_by_call_id,
  draft_id: call.downstream_action_id,
  started_at: call.started_at.toISOString(),
  finished_at: call.finished_at.toISOString(),
  duration_ms: call.duration_ms,
  ip: call.ip,
  user_agent: call.user_agent,
});
