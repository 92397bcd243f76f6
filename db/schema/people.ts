import { integer, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { roles } from '@/lib/domain/actor';
import { bytes, moment } from './columns';

export const personRole = pgEnum('person_role', roles);

export const tenants = pgTable('tenants', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  draft_ttl_hours: integer().notNull(),
  draft_ttl_min_hours: integer().notNull(),
  draft_ttl_max_hours: integer().notNull(),
  expired_retention_days: integer().notNull(),
  created_at: moment().notNull(),
});

export const users = pgTable('users', {
  id: text().primaryKey(),
  tenant_id: uuid().notNull(),
  email: text().notNull(),
  name: text().notNull(),
  role: personRole().notNull(),
  password_hash: text(),
  oidc_issuer: text(),
  oidc_subject: text(),
  disabled_at: moment(),
  created_at: moment().notNull(),
});

export const sessions = pgTable('sessions', {
  id: text().primaryKey(),
  tenant_id: uuid().notNull(),
  user_id: text().notNull(),
  created_at: moment().notNull(),
  expires_at: moment().notNull(),
  revoked_at: moment(),
  kind: text().notNull(),
  label: text(),
  secret_digest: bytes(),
});

export const deviceLogins = pgTable('device_logins', {
  tenant_id: uuid().notNull(),
  id: text().notNull(),
  device_code_hash: bytes().notNull(),
  user_code_hash: bytes().notNull(),
  client_name: text().notNull(),
  host_name: text().notNull(),
  created_at: moment().notNull(),
  expires_at: moment().notNull(),
  interval_seconds: integer().notNull(),
  polled_at: moment(),
  decision: text(),
  decided_by: text(),
  decided_tenant: uuid(),
  decided_at: moment(),
  used_at: moment(),
});

export const applyConfirmations = pgTable('apply_confirmations', {
  tenant_id: uuid().notNull(),
  id: text().notNull(),
  user_id: text().notNull(),
  draft_id: text().notNull(),
  proposed_spec_digest: text().notNull(),
  acknowledged_flags: text().array().notNull(),
  created_at: moment().notNull(),
  expires_at: moment().notNull(),
  used_at: moment(),
});

export const invitations = pgTable('invitations', {
  id: text().primaryKey(),
  tenant_id: uuid().notNull(),
  role: personRole().notNull(),
  token_hash: bytes().notNull(),
  created_by: text().notNull(),
  created_at: moment().notNull(),
  expires_at: moment().notNull(),
  accepted_by: text(),
  accepted_at: moment(),
});

export const killSwitches = pgTable('kill_switches', {
  tenant_id: uuid().notNull(),
  scope: text().notNull(),
  subject: text().notNull(),
  engaged_at: moment(),
  engaged_by: text(),
  reason: text(),
  stop_id: text(),
});

export const signInAttempts = pgTable('sign_in_attempts', {
  tenant_id: uuid().notNull(),
  id: text().notNull(),
  subject: bytes().notNull(),
  at: moment().notNull(),
});
