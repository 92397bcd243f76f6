import { z } from 'zod';
import type { ChainRow } from '../chain';

/** A recorded call as its chain has it, for a mapping to another format. What is null there is absent here. */
const recordedSchema = z.object({
  id: z.string(),
  seq: z.int(),
  tenant_id: z.string(),
  correlation_id: z.string(),
  agent_key_id: z.string(),
  agent_identity: z.string(),
  human_owner_id: z.string(),
  server: z.string(),
  server_version: z.string(),
  method: z.string(),
  decision: z.string(),
  outcome: z.string(),
  http_status: z.int(),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime(),
  duration_ms: z.int(),
  tool: z.string().optional(),
  client_name: z.string().optional(),
  client_version: z.string().optional(),
  model: z.string().optional(),
  protocol_version: z.string().optional(),
  session_id: z.string().optional(),
  run_id: z.string().optional(),
  task_ref: z.string().optional(),
  reason: z.string().optional(),
  decision_rule_id: z.string().optional(),
  error_code: z.string().optional(),
  safety_class: z.string().optional(),
  risk_tier: z.string().optional(),
  tool_definition_hash: z.string().optional(),
  args_redacted: z.string().optional(),
  args_digest: z.string().optional(),
  redaction_count: z.int().optional(),
  result_class: z.string().optional(),
  result_bytes: z.int().optional(),
  result_digest: z.string().optional(),
  downstream_action_id: z.string().optional(),
  triggered_by_call_id: z.string().optional(),
  ip: z.string().optional(),
  user_agent: z.string().optional(),
  client_cert_sha256: z.string().optional(),
});

export type ExportedCall = z.infer<typeof recordedSchema> & { prevHash: string; entryHash: string };

export const toExportedCall = ({ entry, prevHash, entryHash }: ChainRow): ExportedCall => ({
  ...recordedSchema.parse(entry),
  prevHash,
  entryHash,
});

/** How bad an attempt is, from 1 for what went as asked to 4 for what no agent may ever do. */
export function severityOf({ error_code: code, decision, outcome }: ExportedCall): 1 | 2 | 3 | 4 {
  if (code === 'MCP_CANNOT_APPLY' || code === 'SECRET_MATERIAL_DETECTED') return 4;
  if (decision !== 'allow') return 3;
  return outcome === 'ok' ? 1 : 2;
}
