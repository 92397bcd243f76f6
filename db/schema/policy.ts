import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { effects } from '@/lib/domain/policy/rule';
import type { TenantRuleId } from '@/lib/domain/policy/rule-id';
import { moment } from './columns';

export const policyRules = pgTable('policy_rules', {
  id: text().$type<TenantRuleId>().primaryKey(),
  tenant_id: uuid().notNull(),
  priority: integer().notNull(),
  effect: text({ enum: effects }).notNull(),
  match: jsonb().$type<unknown>().notNull(),
  reason: text().notNull(),
  version: integer().notNull(),
  created_by: text().notNull(),
  created_at: moment().notNull(),
  removed_version: integer(),
  removed_by: text(),
  removed_at: moment(),
});

export type PolicyRuleRow = typeof policyRules.$inferSelect;
