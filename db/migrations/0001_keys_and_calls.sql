-- No key may ever hold a scope that writes, administers or applies, whatever the code above it believes.
create function exists_forbidden_scope(scopes text[]) returns boolean language sql immutable parallel safe
  return exists (select from unnest(scopes) as scope where scope !~ '^mcp:(read|draft):' or scope ~ 'apply');

create type key_status as enum ('active', 'suspended', 'revoked');

-- Only the hash of the token is kept; the lookup part finds the row, the hash proves the rest.
create table agent_keys (
  id text primary key check (id like 'key\_%'),
  tenant_id uuid not null references tenants,
  name text not null,
  agent_identity text not null,
  lookup_id text not null unique check (lookup_id ~ '^[0-9A-Za-z]{8}$'),
  token_hash bytea not null check (length(token_hash) = 32),
  scopes text[] not null default '{}',
  human_owner_id text not null references users,
  purpose text not null,
  environment environment not null,
  status key_status not null default 'active',
  expires_at timestamptz(3) not null,
  created_by text not null,
  created_at timestamptz(3) not null,
  revoked_by text,
  revoked_at timestamptz(3),
  check (expires_at <= created_at + interval '90 days'),
  check ((status = 'revoked') = (revoked_at is not null)),
  check (not exists_forbidden_scope(scopes))
);
create index agent_keys_tenant on agent_keys (tenant_id, id);

-- One row per tool call, denied ones too. Arguments are redacted before the first write.
create table tool_calls (
  id text not null check (id like 'call\_%'),
  tenant_id uuid not null references tenants,
  correlation_id text not null,
  run_id text,
  task_ref text,
  reason text,
  jsonrpc_id text,
  session_id text,
  agent_key_id text not null,
  agent_identity text not null,
  human_owner_id text not null,
  client_name text,
  client_version text,
  model text,
  protocol_version text,
  server text not null default 'self',
  server_version text not null,
  method text not null,
  tool text,
  tool_definition_hash text,
  safety_class text,
  risk_tier text,
  args_redacted jsonb,
  args_digest text,
  redaction_count int not null default 0,
  decision text not null check (decision in ('allow', 'deny', 'require_approval')),
  decision_rule_id text,
  decision_reason text,
  approval_id text,
  approval_state text not null default 'none'
    check (approval_state in ('none', 'pending', 'approved', 'denied', 'auto', 'expired')),
  outcome text not null check (outcome in ('ok', 'denied', 'error', 'timeout')),
  error_code text,
  http_status int not null,
  result_class text check (result_class in ('public', 'internal', 'confidential', 'restricted')),
  result_bytes int,
  result_digest text,
  result_ref text,
  untrusted_content boolean not null default false,
  triggered_by_call_id text,
  downstream_action_id text,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3) not null,
  duration_ms int not null,
  ip inet,
  user_agent text,
  client_cert_sha256 text,
  prev_hash bytea,
  entry_hash bytea,
  primary key (tenant_id, id)
);
create index tool_calls_correlation on tool_calls (tenant_id, correlation_id);
create index tool_calls_key on tool_calls (tenant_id, agent_key_id, started_at desc);
create index tool_calls_run on tool_calls (tenant_id, run_id, started_at) where run_id is not null;

-- An agent's refusal becomes evidence once per key, code and hour, so that nobody can flood the log.
create table refusal_marks (
  tenant_id uuid not null references tenants,
  principal text not null,
  code text not null,
  hour timestamptz(0) not null,
  primary key (tenant_id, principal, code, hour)
);

-- One answer per (tenant, principal, operation, key) for 24 hours.
create table idempotency_keys (
  tenant_id uuid not null references tenants,
  principal text not null,
  operation text not null,
  key text not null check (length(key) between 1 and 200),
  fingerprint text not null,
  response jsonb,
  created_at timestamptz(3) not null,
  primary key (tenant_id, principal, operation, key)
);
create index idempotency_keys_age on idempotency_keys (tenant_id, created_at);
