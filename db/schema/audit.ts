import { bigint, inet, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns';

/** How far each chain of a tenant reaches, and the hash of its last row. */
export const chainHeads = pgTable('chain_heads', {
  tenant_id: uuid().notNull(),
  chain: text({ enum: ['calls', 'audit'] }).notNull(),
  seq: bigint({ mode: 'number' }).notNull(),
  hash: bytes().notNull(),
});

export const auditEvents = pgTable('audit_events', {
  id: text().notNull(),
  tenant_id: uuid().notNull(),
  type: text().notNull(),
  actor_kind: text({ enum: ['human', 'agent', 'system'] }).notNull(),
  actor_id: text().notNull(),
  channel: text({ enum: ['ui', 'api', 'mcp', 'system'] }).notNull(),
  subject: text().notNull(),
  before: jsonb(),
  after: jsonb(),
  reason: text(),
  correlation_id: text(),
  at: moment().notNull(),
  seq: bigint({ mode: 'number' }).notNull(),
  prev_hash: bytes().notNull(),
  entry_hash: bytes().notNull(),
});

export const transportRequests = pgTable('transport_requests', {
  id: text().notNull(),
  tenant_id: uuid().notNull(),
  at: moment().notNull(),
  http_method: text().notNull(),
  rpc_method: text(),
  agent_key_id: text().notNull(),
  status: integer().notNull(),
  duration_ms: integer().notNull(),
  bytes_in: integer().notNull(),
  bytes_out: bigint({ mode: 'number' }).notNull(),
  correlation_id: text().notNull(),
  protocol_version: text(),
  ip: inet(),
  user_agent: text(),
  client_cert_sha256: text(),
});
export type TransportRow = typeof transportRequests.$inferSelect;

export const callAnchors = pgTable('call_anchors', {
  tenant_id: uuid().notNull(),
  seq: bigint({ mode: 'number' }).notNull(),
  hash: bytes().notNull(),
  removed: integer().notNull(),
  at: moment().notNull(),
});

export const calledSurfaces = pgTable('called_surfaces', {
  tenant_id: uuid().notNull(),
  server_version: text().notNull(),
  surface_hash: text().notNull(),
  first_called_at: moment().notNull(),
});
