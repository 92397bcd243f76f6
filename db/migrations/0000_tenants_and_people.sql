-- The tenant of this transaction. Empty after a transaction-local reset, hence nullif. No tenant means no rows.
create function current_tenant() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;

-- The key or person of this transaction, for the policies that speak of "own".
create function current_principal() returns text language sql stable parallel safe
  return nullif(current_setting('app.principal', true), '');

revoke create on schema public from public;
grant usage on schema public to app, agent, gc, resolver, log_writer;

create type person_role as enum ('viewer', 'reviewer', 'operator', 'admin');
create type environment as enum ('dev', 'staging', 'prod');

create table tenants (
  id uuid primary key,
  name text not null unique check (name ~ '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$'),
  draft_ttl_hours int not null default 72 check (draft_ttl_hours between 1 and 720),
  created_at timestamptz(3) not null
);

-- One account, one tenant. A person signs in with a password or as (issuer, subject), never matched by e-mail.
create table users (
  id text primary key check (id like 'usr\_%'),
  tenant_id uuid not null references tenants,
  email text not null unique check (email = lower(email)),
  name text not null,
  role person_role not null,
  password_hash text,
  oidc_issuer text,
  oidc_subject text,
  disabled_at timestamptz(3),
  created_at timestamptz(3) not null,
  unique (oidc_issuer, oidc_subject),
  check ((oidc_issuer is null) = (oidc_subject is null)),
  check (password_hash is not null or oidc_issuer is not null)
);
create index users_tenant on users (tenant_id, id);

create table sessions (
  id text primary key check (id like 'ses\_%'),
  tenant_id uuid not null references tenants,
  user_id text not null references users,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index sessions_tenant on sessions (tenant_id, user_id);

-- An OIDC person enters only through one of these: it names the tenant and the role, once.
create table invitations (
  id text primary key check (id like 'inv\_%'),
  tenant_id uuid not null references tenants,
  role person_role not null,
  token_hash bytea not null unique,
  created_by text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_by text references users,
  accepted_at timestamptz(3),
  check ((accepted_by is null) = (accepted_at is null))
);
create index invitations_tenant on invitations (tenant_id, id);

-- One row per tenant and scope that can be stopped. Apply reads it FOR SHARE, so that engaging it waits for
-- nobody and no apply starts after it.
create table kill_switches (
  tenant_id uuid not null references tenants,
  scope text not null check (scope in ('tenant', 'key', 'tool', 'run')),
  subject text not null,
  engaged_at timestamptz(3),
  engaged_by text,
  reason text,
  primary key (tenant_id, scope, subject),
  check ((engaged_at is null) = (engaged_by is null))
);
