import { integer, jsonb, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { channels, discardReasons, draftStatuses, operations } from '@/lib/domain/draft/draft';
import { type Flag, riskTiers } from '@/lib/domain/draft/risk';
import { environments, resourceKindNames } from '@/lib/domain/resource/resource-kind';
import { bytes, moment } from './columns';

export const resourceKind = pgEnum('resource_kind', resourceKindNames);
export const draftOperation = pgEnum('draft_operation', operations);
export const channel = pgEnum('channel', channels);
export const environment = pgEnum('environment', environments);

export const drafts = pgTable('drafts', {
  id: text().notNull(),
  tenant_id: uuid().notNull(),
  type: resourceKind().notNull(),
  operation: draftOperation().notNull(),
  status: text({ enum: draftStatuses }).notNull(),
  channel: channel().notNull(),
  created_by_kind: text({ enum: ['agent', 'human'] }).notNull(),
  created_by_id: text().notNull(),
  created_by_name: text().notNull(),
  human_owner_id: text(),
  created_at: moment().notNull(),
  expires_at: moment().notNull(),
  resource_name: text().notNull(),
  environment: environment().notNull(),
  proposed_spec: jsonb(),
  proposed_spec_digest: text().notNull(),
  base_resource_id: text(),
  base_version: integer(),
  base_digest: text(),
  rationale: text().notNull(),
  task_ref: text(),
  run_id: text(),
  correlation_id: text().notNull(),
  summary: text().notNull(),
  change_count: integer().notNull(),
  risk_tier: text({ enum: riskTiers }).notNull(),
  flag_codes: text().array().notNull(),
  flags: jsonb().$type<readonly Flag[]>().notNull(),
  lock_version: integer().notNull(),
  applied_by: text(),
  applied_at: moment(),
  resource_id: text(),
  resource_version: integer(),
  discarded_by: text(),
  discarded_by_kind: text({ enum: ['agent', 'human'] }),
  discarded_at: moment(),
  discard_reason: text({ enum: discardReasons }),
  discard_message: text(),
  discard_salt: bytes(),
  apply_reason: text(),
  expired_at: moment(),
  decided_by_name: text(),
  decided_at: moment(),
  queue_at: moment(),
  reverts: text(),
  restores: text(),
  surface_hash: text(),
});

/** Who has proposed, one row each: its lock orders the proposals of one principal. */
export const proposers = pgTable('proposers', {
  tenant_id: uuid().notNull(),
  principal: text().notNull(),
  pending_at_most: integer().notNull(),
});

/** When the next batch may be swept, by whichever process. */
export const sweepPace = pgTable('sweep_pace', {
  tenant_id: uuid().primaryKey(),
  free_at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

export type DraftRow = typeof drafts.$inferSelect;
