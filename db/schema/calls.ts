import { boolean, inet, integer, jsonb, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns';
import { environment } from './drafts';

export const keyStatus = pgEnum('key_status', ['active', 'suspended', 'revoked']);

export const agentKeys = pgTable('agent_keys', {
  id: text().primaryKey(),
  tenant_id: uuid().notNull(),
  name: text().notNull(),
  agent_identity: text().notNull(),
  lookup_id: text().notNull(),
  token_hash: bytes().notNull(),
  scopes: text().array().notNull(),
  human_owner_id: text().notNull(),
  purpose: text().notNull(),
  environment: environment().notNull(),
  status: keyStatus().notNull(),
  expires_at: moment().notNull(),
  created_by: text().notNull(),
  created_at: moment().notNull(),
  revoked_by: text(),
  revoked_at: moment(),
  max_pending_drafts: integer().notNull(),
});

/** One row per tool call; the field list is that of the requirements' tool-call record. */
export const toolCalls = pgTable('tool_calls', {
  id: text().notNull(),
  tenant_id: uuid().notNull(),
  correlation_id: text().notNull(),
  run_id: text(),
  task_ref: text(),
  reason: text(),
  jsonrpc_id: text(),
  session_id: text(),
  agent_key_id: text().notNull(),
  agent_identity: text().notNull(),
  human_owner_id: text().notNull(),
  client_name: text(),
  client_version: text(),
  model: text(),
  protocol_version: text(),
  server: text().notNull(),
  server_version: text().notNull(),
  method: text().notNull(),
  tool: text(),
  tool_definition_hash: text(),
  safety_class: text(),
  risk_tier: text(),
  args_redacted: jsonb(),
  args_digest: text(),
  redaction_count: integer().notNull(),
  decision: text({ enum: ['allow', 'deny', 'require_approval'] }).notNull(),
  decision_rule_id: text(),
  decision_reason: text(),
  approval_id: text(),
  approval_state: text({ enum: ['none', 'pending', 'approved', 'denied', 'auto', 'expired'] }).notNull(),
  outcome: text({ enum: ['ok', 'denied', 'error', 'timeout'] }).notNull(),
  error_code: text(),
  http_status: integer().notNull(),
  result_class: text({ enum: ['public', 'internal', 'confidential', 'restricted'] }),
  result_bytes: integer(),
  result_digest: text(),
  result_ref: text(),
  untrusted_content: boolean().notNull(),
  triggered_by_call_id: text(),
  downstream_action_id: text(),
  started_at: moment().notNull(),
  finished_at: moment().notNull(),
  duration_ms: integer().notNull(),
  ip: inet(),
  user_agent: text(),
  client_cert_sha256: text(),
  prev_hash: bytes(),
  entry_hash: bytes(),
});

export type ToolCallRow = typeof toolCalls.$inferSelect;

export const refusalMarks = pgTable('refusal_marks', {
  tenant_id: uuid().notNull(),
  principal: text().notNull(),
  code: text().notNull(),
  hour: timestamp({ withTimezone: true, precision: 0, mode: 'date' }).notNull(),
  subject: text().notNull(),
});

export const idempotencyKeys = pgTable('idempotency_keys', {
  tenant_id: uuid().notNull(),
  principal: text().notNull(),
  operation: text().notNull(),
  key: text().notNull(),
  fingerprint: text().notNull(),
  response: jsonb(),
  created_at: moment().notNull(),
});
