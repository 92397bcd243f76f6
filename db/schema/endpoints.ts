import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { draftOperation, environment } from './drafts';

export const endpoints = pgTable('endpoints', {
  id: text().notNull(),
  tenant_id: uuid().notNull(),
  name: text().notNull(),
  hook_id: text().notNull(),
  spec: jsonb().notNull(),
  digest: text().notNull(),
  host: text(),
  environment: environment().notNull(),
  version: integer().notNull(),
  created_from_draft: text().notNull(),
  applied_by: text().notNull(),
  created_at: moment().notNull(),
  updated_at: moment().notNull(),
  deleted_at: moment(),
});

export type EndpointRow = typeof endpoints.$inferSelect;

export const endpointVersions = pgTable('endpoint_versions', {
  tenant_id: uuid().notNull(),
  endpoint_id: text().notNull(),
  version: integer().notNull(),
  operation: draftOperation().notNull(),
  spec: jsonb(),
  digest: text(),
  draft_id: text().notNull(),
  applied_by: text().notNull(),
  applied_by_name: text().notNull(),
  applied_at: moment().notNull(),
});

export type EndpointVersionRow = typeof endpointVersions.$inferSelect;
