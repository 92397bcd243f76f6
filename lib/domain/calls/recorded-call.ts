/** What a call can be asked by: a decision of the policy, and how it ended. */
export const callDecisions = ['allow', 'deny', 'require_approval'] as const;
export const callOutcomes = ['ok', 'denied', 'error', 'timeout'] as const;

/** A call as it was recorded, named as the log's columns are. Its arguments were redacted before they were written. */
export type RecordedCall = {
  id: string;
  correlation_id: string;
  run_id: string | null;
  task_ref: string | null;
  reason: string | null;
  jsonrpc_id: string | null;
  agent_key_id: string;
  agent_identity: string;
  human_owner_id: string;
  client_name: string | null;
  client_version: string | null;
  model: string | null;
  protocol_version: string | null;
  server: string;
  server_version: string;
  method: string;
  tool: string | null;
  tool_definition_hash: string | null;
  safety_class: string | null;
  risk_tier: string | null;
  args_digest: string | null;
  redaction_count: number;
  decision: (typeof callDecisions)[number];
  decision_rule_id: string | null;
  decision_reason: string | null;
  approval_state: 'none' | 'pending' | 'approved' | 'denied' | 'auto' | 'expired';
  outcome: (typeof callOutcomes)[number];
  error_code: string | null;
  http_status: number;
  result_class: 'public' | 'internal' | 'confidential' | 'restricted' | null;
  result_bytes: number | null;
  result_digest: string | null;
  untrusted_content: boolean;
  triggered_by_call_id: string | null;
  downstream_action_id: string | null;
  started_at: Date;
  finished_at: Date;
  duration_ms: number;
  ip: string | null;
  user_agent: string | null;
};
