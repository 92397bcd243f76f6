import { stepsOf } from '@/lib/domain/calls/correlation';
import { toIncident } from '@/lib/domain/runs/incident';
import type { RunCall, RunDraft, RunRecord } from '@/lib/domain/runs/run-record';
import { toPacket } from '@/lib/domain/runs/to-packet';
import { draftDetailExample, placeExample } from './examples';

const at = new Date('2026-11-21T09:30:00.000Z');
const { created_by: by } = draftDetailExample;
const ownerId = 'usr_01KAJ3V7Q8M2N4P6R8T0V2X4Z7';
const digest = draftDetailExample.proposed_spec_digest;

const call: RunCall = {
  id: 'call_01KAJ3V7Q8M2N4P6R8T0V2X4ZB',
  correlation_id: 'req_01KAJ3V7Q8M2N4P6R8T0V2X4ZB',
  run_id: 'nightly-417',
  task_ref: 'OPS-1204',
  reason: null,
  jsonrpc_id: '1',
  agent_key_id: by.id,
  agent_identity: by.name,
  human_owner_id: ownerId,
  client_name: 'example-host',
  client_version: '3.1.0',
  model: null,
  protocol_version: '2026-07-28',
  server: 'self',
  server_version: '0.1.0',
  method: 'tools/call',
  tool: 'draft_create_endpoint',
  tool_definition_hash: digest,
  safety_class: 'write',
  risk_tier: 'medium',
  args_digest: digest,
  redaction_count: 0,
  decision: 'allow',
  decision_rule_id: 'scope:mcp:draft:create:endpoint',
  decision_reason: null,
  approval_state: 'none',
  outcome: 'ok',
  error_code: null,
  http_status: 200,
  result_class: 'internal',
  result_bytes: 412,
  result_digest: digest,
  untrusted_content: false,
  triggered_by_call_id: null,
  downstream_action_id: draftDetailExample.id,
  started_at: at,
  finished_at: at,
  duration_ms: 0,
  ip: '192.0.2.7',
  user_agent: 'example-host/3.1.0',
  args_text: '{"run_id": "nightly-417"}',
};

const denied: RunCall = {
  ...call,
  id: 'call_01KAJ3V7Q8M2N4P6R8T0V2X4ZC',
  tool: 'draft_apply',
  decision: 'deny',
  decision_rule_id: 'boundary:no-apply',
  outcome: 'denied',
  error_code: 'MCP_CANNOT_APPLY',
  downstream_action_id: null,
};

const draft: RunDraft = {
  id: draftDetailExample.id,
  type: 'endpoint',
  operation: 'create',
  status: 'applied',
  resource_name: draftDetailExample.resource_name,
  environment: draftDetailExample.environment,
  risk_tier: 'medium',
  summary: draftDetailExample.summary,
  rationale: 'Stripe events for the new ledger',
  task_ref: call.task_ref,
  run_id: call.run_id,
  correlation_id: call.correlation_id,
  created_by_id: by.id,
  created_by_name: by.name,
  created_at: at,
  expires_at: new Date('2026-11-24T09:30:00.000Z'),
  applied_by: ownerId,
  applied_at: new Date('2026-11-21T09:42:10.250Z'),
  discarded_by: null,
  discarded_by_kind: null,
  discarded_at: null,
  discard_reason: null,
  decided_by_name: 'Robin Reviewer',
  resource_id: 'end_01KAJ3V7Q8M2N4P6R8T0V2X4Z9',
  resource_version: 1,
  live_version: 1,
  revert_id: null,
  revert_status: null,
};

const leaf = {
  id: placeExample.id,
  idx: placeExample.merkle_position,
  event: 'draft_created' as const,
  subject: draft.id,
  appended_at: at,
};

const record: RunRecord = {
  runId: 'nightly-417',
  readAt: new Date('2026-11-21T10:00:00.000Z'),
  calls: [call, denied],
  refused: [denied],
  counts: {
    total: 2,
    allow: 1,
    deny: 1,
    require_approval: 0,
    ok: 1,
    denied: 1,
    error: 0,
    timeout: 0,
    first_at: at,
    last_at: at,
  },
  drafts: [draft],
  keys: [
    {
      id: by.id,
      name: 'nightly',
      agent_identity: by.name,
      human_owner_id: ownerId,
      owner_name: 'Robin Reviewer',
      purpose: 'Keeps the webhooks of the ledger current',
      environment: 'prod',
      status: 'active',
      scopes: ['mcp:draft:create:endpoint'],
      allowed_tools: null,
      data_classes: ['business_workflows'],
      revision: 1,
      part: { key_id: by.id, first_at: at, last_at: at, calls: 2, denied: 1 },
    },
  ],
  keyEvents: [],
  reports: [],
  leaves: [leaf],
};

/** A run for the published description, made by the functions that make the product's answers. */
export const callExample = call;
export const packetExample = toPacket(record);
export const incidentExample = toIncident(packetExample);
export const correlationExample = {
  correlationId: call.correlation_id,
  steps: stepsOf([call], [draft], [leaf], []),
};
