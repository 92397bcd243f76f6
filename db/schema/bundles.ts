import { bigint, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { type BrokenField, bundleFailures, bundleStatuses } from '@/lib/domain/evidence/bundle';
import { bytes, moment } from './columns';

export const evidenceBundles = pgTable('evidence_bundles', {
  tenant_id: uuid().notNull(),
  id: text().notNull(),
  kind: text({ enum: ['draft', 'range'] }).notNull(),
  draft_id: text(),
  from_position: bigint({ mode: 'number' }),
  to_position: bigint({ mode: 'number' }),
  status: text({ enum: bundleStatuses }).notNull(),
  size: bigint({ mode: 'number' }),
  root: bytes(),
  attempt: integer().notNull(),
  leased_until: moment(),
  done: bigint({ mode: 'number' }).notNull(),
  total: bigint({ mode: 'number' }),
  requested_by: text().notNull(),
  requested_at: moment().notNull(),
  finished_at: moment(),
  bytes: bigint({ mode: 'number' }),
  sha256: bytes(),
  statements_left_out: integer().notNull(),
  broken_position: bigint({ mode: 'number' }),
  broken_id: text(),
  broken_field: text().$type<BrokenField>(),
  failed_code: text({ enum: bundleFailures }),
  expires_at: moment().notNull(),
});
export type BundleRow = typeof evidenceBundles.$inferSelect;

export const evidenceBundleParts = pgTable('evidence_bundle_parts', {
  tenant_id: uuid().notNull(),
  bundle_id: text().notNull(),
  attempt: integer().notNull(),
  part: integer().notNull(),
  content: bytes().notNull(),
});
