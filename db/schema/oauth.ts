import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { KeyTerms } from '@/lib/domain/keys/key-terms';
import { bytes, moment } from './columns';

export const oauthRequests = pgTable('oauth_requests', {
  tenant_id: uuid().notNull(),
  id: text().primaryKey(),
  expires_at: moment().notNull(),
});

export const oauthGrants = pgTable('oauth_grants', {
  tenant_id: uuid().notNull(),
  key_id: text().primaryKey(),
  client_id: text().notNull(),
  client_name: text().notNull(),
  redirect_uri: text().notNull(),
  code_challenge: text().notNull(),
  resource: text().notNull(),
  terms: jsonb().$type<KeyTerms>().notNull(),
  created_at: moment().notNull(),
});

export const oauthSecrets = pgTable('oauth_secrets', {
  tenant_id: uuid().notNull(),
  id: text().primaryKey(),
  key_id: text().notNull(),
  kind: text().$type<'code' | 'access' | 'refresh'>().notNull(),
  lookup_id: text().notNull(),
  secret_hash: bytes().notNull(),
  created_at: moment().notNull(),
  expires_at: moment().notNull(),
  used_at: moment(),
});
