import { date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';

export const boundaryTests = pgTable('boundary_tests', {
  tenant_id: uuid().notNull(),
  id: text().primaryKey(),
  tested_at: moment().notNull(),
  passed: integer().notNull(),
  failed: integer().notNull(),
  version: text().notNull(),
  report_digest: text().notNull(),
  report: jsonb().$type<readonly unknown[]>().notNull(),
});

export const boundaryNights = pgTable('boundary_nights', {
  tenant_id: uuid().primaryKey(),
  night: date().notNull(),
  leased_until: moment(),
  outcome: text().$type<'passed' | 'failed' | 'untested'>(),
  ended_at: moment(),
});
