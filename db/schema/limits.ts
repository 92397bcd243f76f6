import { bigint, doublePrecision, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { CircuitState } from '@/lib/domain/limits/circuit';
import type { StopScope } from '@/lib/domain/limits/stop';
import { bytes, moment } from './columns';

export const stops = pgTable('stops', {
  id: text().primaryKey(),
  tenant_id: uuid().notNull(),
  scope: text().$type<StopScope>().notNull(),
  subject: text().notNull(),
  subject_name: text().notNull(),
  engaged_by: text().notNull(),
  engaged_by_name: text().notNull(),
  engaged_at: moment().notNull(),
  reason: text().notNull(),
  salt: bytes().notNull(),
  released_by: text(),
  released_by_name: text(),
  released_at: moment(),
  release_reason: text(),
  release_salt: bytes(),
});

export const rateBuckets = pgTable('rate_buckets', {
  tenant_id: uuid().notNull(),
  key_id: text().notNull(),
  level: doublePrecision().notNull(),
  filled_at: timestamp({ withTimezone: true }).notNull(),
  minute_from: timestamp({ withTimezone: true }).notNull(),
  minute_used: integer().notNull(),
});

export const refusedRequests = pgTable('refused_requests', {
  tenant_id: uuid().notNull(),
  key_id: text().notNull(),
  rule: text().notNull(),
  operation: text().notNull(),
  total: bigint({ mode: 'number' }).notNull(),
  noted_at: timestamp({ withTimezone: true }).notNull(),
});

export const circuitBreakers = pgTable('circuit_breakers', {
  tenant_id: uuid().notNull(),
  key_id: text().notNull(),
  state: text().$type<CircuitState>().notNull(),
  score: integer().notNull(),
  window_from: moment().notNull(),
  trips: integer().notNull(),
  opened_at: moment(),
  open_until: moment(),
  probe_until: moment(),
  reset_by: text(),
  reset_at: moment(),
  reset_reason: text(),
  reset_salt: bytes(),
});

export type StopRow = typeof stops.$inferSelect;
