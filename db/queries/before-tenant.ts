import 'server-only';
import { doorPool, pool } from '@/db/pool';
import type { Role } from '@/lib/domain/actor';
import type { StoredRule } from '@/lib/domain/policy/rule';
import type { Environment } from '@/lib/domain/resource/resource-kind';

/** A key found by the public part of its token. The hash proves the rest; the caller compares in constant time. */
export type KeyRow = {
  id: string;
  tenant_id: string;
  agent_identity: string;
  token_hash: Buffer;
  scopes: string[];
  human_owner_id: string;
  status: 'active' | 'suspended' | 'revoked';
  expires_at: Date;
  owner_disabled: boolean;
  owner_role: Role;
  environment: Environment;
  every_environment: boolean;
  allowed_tools: string[] | null;
  rate_limit_per_min: number;
  burst: number;
  data_classes: string[];
  label_scope: Record<string, string>;
  ip_allowlist: string[];
  client_cert_sha256: string | null;
  require_reason: boolean;
  pinned_surface_hash: string | null;
  revision: number;
  /** When its successor has fully taken over; null while it has none. */
  grace_until: Date | null;
  /** Of an access token: the one resource that it is good for. Null: the key's own token. */
  resource: string | null;
  /** The live rules of its tenant's policy. */
  policy: readonly StoredRule[];
};

export async function keyByLookup(lookupId: string): Promise<KeyRow | null> {
  const [row] = await doorPool()<KeyRow[]>`
    select k.*, policy_rules_of(k.tenant_id) as policy from key_by_lookup(${lookupId}) k`;
  return row ?? null;
}

/** A code, a refresh token or an access token found by the public part; the hash proves the rest. */
export type SecretRow = {
  id: string;
  tenant_id: string;
  kind: 'code' | 'access' | 'refresh';
  secret_hash: Buffer;
};

export async function oauthSecretByLookup(lookupId: string): Promise<SecretRow | null> {
  const [row] = await pool()<SecretRow[]>`select * from oauth_secret_by_lookup(${lookupId})`;
  return row ?? null;
}

/** A service credential found by the public part of its token; the hash proves the rest. */
export type ServiceRow = {
  id: string;
  tenant_id: string;
  name: string;
  token_hash: Buffer;
  expires_at: Date;
  revoked_at: Date | null;
};

export async function serviceByLookup(lookupId: string): Promise<ServiceRow | null> {
  const [row] = await pool()<ServiceRow[]>`select * from service_by_lookup(${lookupId})`;
  return row ?? null;
}

export type SessionRow = {
  id: string;
  tenant_id: string;
  tenant_name: string;
  user_id: string;
  email: string;
  name: string;
  role: Role;
  expires_at: Date;
  revoked_at: Date | null;
  disabled_at: Date | null;
  kind: 'browser' | 'cli';
  /** What proves a token of this session; null for a browser's. */
  secret_digest: Buffer | null;
};

export async function sessionById(id: string): Promise<SessionRow | null> {
  const [row] = await pool()<SessionRow[]>`select * from session_by_id(${id})`;
  return row ?? null;
}

export type LoginRow = {
  id: string;
  tenant_id: string;
  email: string;
  name: string;
  role: Role;
  disabled_at: Date | null;
};

export async function loginByEmail(email: string): Promise<(LoginRow & { password_hash: string }) | null> {
  const [row] = await pool()<
    (LoginRow & { password_hash: string })[]
  >`select * from login_by_email(${email})`;
  return row ?? null;
}

export async function loginBySubject(issuer: string, subject: string): Promise<LoginRow | null> {
  const [row] = await pool()<LoginRow[]>`select * from login_by_subject(${issuer}, ${subject})`;
  return row ?? null;
}
