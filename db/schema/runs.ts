import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** What an agent said of its own run, each time it said it. */
export const runReports = pgTable('run_reports', {
  tenant_id: uuid().notNull(),
  run_id: text().notNull(),
  agent_key_id: text().notNull(),
  revision: integer().notNull(),
  report: jsonb().notNull(),
  redaction_count: integer().notNull(),
  correlation_id: text().notNull(),
  reported_at: moment().notNull(),
});
