import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns';

export const serviceCredentials = pgTable('service_credentials', {
  id: text().primaryKey(),
  tenant_id: uuid().notNull(),
  name: text().notNull(),
  lookup_id: text().notNull(),
  token_hash: bytes().notNull(),
  created_by: text().notNull(),
  created_at: moment().notNull(),
  expires_at: moment().notNull(),
  revoked_by: text(),
  revoked_at: moment(),
});

export type ServiceCredentialRow = typeof serviceCredentials.$inferSelect;
