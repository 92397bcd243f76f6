import { bigint, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { bytes, moment } from './columns';

export const logHeads = pgTable('log_heads', {
  tenant_id: uuid().primaryKey(),
  size: bigint({ mode: 'number' }).notNull(),
  edge: bytes().notNull(),
  pending_count: integer().notNull(),
});

export const logLeaves = pgTable('log_leaves', {
  tenant_id: uuid().notNull(),
  idx: bigint({ mode: 'number' }).notNull(),
  id: text().notNull(),
  event: text({ enum: evidenceEvents }).notNull(),
  subject: text().notNull(),
  entry: bytes().notNull(),
  hashes: bytes().notNull(),
  appended_at: moment().notNull(),
});

export const logCheckpoints = pgTable('log_checkpoints', {
  tenant_id: uuid().notNull(),
  size: bigint({ mode: 'number' }).notNull(),
  root: bytes().notNull(),
  note: text().notNull(),
  verifier_key: text().notNull(),
  cosignatures: text().array().notNull(),
  signed_at: moment().notNull(),
});

export const logAnchors = pgTable('log_anchors', {
  tenant_id: uuid().notNull(),
  size: bigint({ mode: 'number' }).notNull(),
  position: bigint({ mode: 'number' }).notNull(),
  anchored_at: moment().notNull(),
});

export type LogLeafRow = typeof logLeaves.$inferSelect;

export type LogCheckpointRow = typeof logCheckpoints.$inferSelect;
