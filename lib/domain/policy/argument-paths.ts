import type { ToolName } from './tool-classes';

/** Fields of an endpoint's spec that hold a value, or a list of values. `*` stands for any one name. */
const endpointSpec = [
  'spec.name',
  'spec.provider_template',
  'spec.target_url',
  'spec.description',
  'spec.events',
  'spec.verification.method',
  'spec.verification.header',
  'spec.verification.encoding',
  'spec.verification.secret_ref',
  'spec.verification.tolerance_seconds',
  'spec.ip_allowlist',
  'spec.headers.*',
  'spec.retry.max_attempts',
  'spec.retry.backoff',
  'spec.retry.initial_seconds',
  'spec.retry.max_seconds',
  'spec.timeout_seconds',
  'spec.max_payload_bytes',
  'spec.environment',
  'spec.enabled',
  'spec.labels.*',
] as const;

const proposal = [
  ...endpointSpec,
  'rationale',
  'operation',
  'base_version',
  'task_ref',
  'run_id',
  'ttl_hours',
  'idempotency_key',
] as const;

const page = ['limit', 'cursor'] as const;

/**
 * What a rule may look at of each tool's arguments: every place that can hold a value. The schemas of the tools stand behind
 * a door that the domain does not know; a test beside them holds this table to them.
 */
export const argumentPaths: Readonly<Record<ToolName, readonly string[]>> = {
  draft_create_endpoint: proposal,
  draft_check_endpoint: proposal,
  draft_list: ['status', 'type', 'mine', ...page],
  draft_show: ['draft_id', 'wait_seconds'],
  draft_discard: ['draft_id', 'reason', 'message', 'idempotency_key'],
  endpoint_list: ['name', ...page],
  endpoint_get: ['name', 'id'],
  evidence_list: ['draft_id', 'event', ...page],
  evidence_get: ['evidence_id'],
  delivery_list: ['state', 'draft_id', ...page],
  delivery_get: ['delivery_id'],
  call_log_list: ['run_id', ...page],
  provider_template_list: [],
  health_get: [],
};
