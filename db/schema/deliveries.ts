import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { attemptOutcomes, deathReasons } from '@/lib/domain/delivery/attempt-outcome';
import { deliveryStates } from '@/lib/domain/delivery/delivery';
import { bytes, moment } from './columns';
import { draftOperation, resourceKind } from './drafts';

export const controlPlanes = pgTable('control_planes', {
  tenant_id: uuid().primaryKey(),
  url: text().notNull(),
  url_salt: bytes().notNull(),
  sealed_secrets: bytes().notNull(),
  secret_ids: text().array().notNull(),
  changed_by: text().notNull(),
  changed_at: moment().notNull(),
  gone_at: moment(),
});

export type ControlPlaneRow = typeof controlPlanes.$inferSelect;

export const deliveries = pgTable('deliveries', {
  tenant_id: uuid().notNull(),
  id: text().notNull(),
  draft_id: text().notNull(),
  evidence_id: text().notNull(),
  kind: resourceKind().notNull(),
  operation: draftOperation().notNull(),
  resource_id: text().notNull(),
  resource_name: text().notNull(),
  version: integer().notNull(),
  digest: text(),
  applied_at: moment().notNull(),
  state: text({ enum: deliveryStates }).notNull(),
  rank: integer().notNull(),
  attempts: integer().notNull(),
  failures: integer().notNull(),
  next_attempt_at: moment(),
  lease: text(),
  leased_until: moment(),
  last_outcome: text({ enum: deathReasons }),
  finished_at: moment(),
  changed_at: moment().notNull(),
});

export type DeliveryRow = typeof deliveries.$inferSelect;

export const deliveryAttempts = pgTable('delivery_attempts', {
  tenant_id: uuid().notNull(),
  delivery_id: text().notNull(),
  number: integer().notNull(),
  started_at: moment().notNull(),
  outcome: text({ enum: attemptOutcomes }).notNull(),
  status_class: integer(),
  duration_ms: integer(),
});

export type DeliveryAttemptRow = typeof deliveryAttempts.$inferSelect;
