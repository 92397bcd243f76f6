-- A terminal's login is a session too: the one resolver finds it and apply re-reads it. Its token says the session's id
-- and a secret of 256 bits, of which only the digest is here; a browser's session has none and no token opens it.
alter table sessions
  add column kind text not null default 'browser' check (kind in ('browser', 'cli')),
  add column label text check (length(label) <= 200),
  add column secret_digest bytea check (length(secret_digest) = 32),
  add check ((kind = 'cli') = (secret_digest is not null));

grant select (kind, secret_digest) on sessions to resolver;
drop function session_by_id(text);
create function session_by_id(p_id text)
  returns table (id text, tenant_id uuid, tenant_name text, user_id text, email text, name text, role person_role,
    expires_at timestamptz, revoked_at timestamptz, disabled_at timestamptz, kind text, secret_digest bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.tenant_id, t.name, u.id, u.email, u.name, u.role, s.expires_at, s.revoked_at, u.disabled_at, s.kind,
    s.secret_digest
  from sessions s join users u on u.id = s.user_id join tenants t on t.id = s.tenant_id
  where s.id = p_id $$;
revoke execute on function session_by_id(text) from public;
grant execute on function session_by_id(text) to app;
grant create on schema public to resolver;
alter function session_by_id(text) owner to resolver;
revoke create on schema public from resolver;

-- Logins of terminals that wait for a person, RFC 8628. Until somebody approves one it has no tenant: it lies in the nil
-- tenant, as tries to sign in do. Both codes are stored as keyed hashes; what asks describes itself, and proves nothing.
create table device_logins (
  tenant_id uuid not null check (tenant_id = '00000000-0000-0000-0000-000000000000'),
  id text not null check (id like 'dev\_%'),
  device_code_hash bytea not null unique check (length(device_code_hash) = 32),
  user_code_hash bytea not null unique check (length(user_code_hash) = 32),
  client_name text not null check (length(client_name) <= 100),
  host_name text not null check (length(host_name) <= 100),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  interval_seconds int not null check (interval_seconds between 1 and 600),
  polled_at timestamptz(3),
  decision text check (decision in ('approved', 'denied')),
  decided_by text,
  decided_tenant uuid,
  decided_at timestamptz(3),
  used_at timestamptz(3),
  primary key (tenant_id, id),
  check ((decision is null) = (decided_at is null)),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_tenant is null)),
  check (used_at is null or decision = 'approved')
);
create index device_logins_age on device_logins (tenant_id, expires_at);
alter table device_logins enable row level security;
alter table device_logins force row level security;
create policy tenant_isolation on device_logins
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, delete on device_logins to app;
grant update (interval_seconds, polled_at, decision, decided_by, decided_tenant, decided_at, used_at)
  on device_logins to app;

-- One confirmation in the browser lets one terminal of that person apply exactly this digest, once. The flags ticked
-- there become the ticks of that apply's evidence.
create table apply_confirmations (
  tenant_id uuid not null references tenants,
  id text not null check (id like 'cnf\_%'),
  user_id text not null references users,
  draft_id text not null,
  proposed_spec_digest text not null check (proposed_spec_digest ~ '^sha256:[0-9a-f]{64}$'),
  acknowledged_flags text[] not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  used_at timestamptz(3),
  primary key (tenant_id, id)
);
create index apply_confirmations_of on apply_confirmations (tenant_id, user_id, draft_id, created_at desc);
alter table apply_confirmations enable row level security;
alter table apply_confirmations force row level security;
create policy tenant_isolation on apply_confirmations
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, delete on apply_confirmations to app;
grant update (used_at) on apply_confirmations to app;

-- Why a person applied a high risk from a terminal. In the draft, which can be erased, and not in the log, which cannot.
alter table drafts add column apply_reason text check (length(apply_reason) <= 500);
grant update (apply_reason) on drafts to app;
