-- Which requests of clients of OAuth were decided, so that none is decided twice. What was asked is in the handle that the
-- browser carries: before a person decides, nothing is kept. They lie in the nil tenant, as logins of terminals do.
create table oauth_requests (
  tenant_id uuid not null check (tenant_id = '00000000-0000-0000-0000-000000000000'),
  id text not null check (id like 'oar\_%'),
  expires_at timestamptz(3) not null,
  primary key (tenant_id, id)
);
create index oauth_requests_age on oauth_requests (tenant_id, expires_at);

-- One consent is one agent key, and this is to whom and for what it was given: the terms beyond which the key never goes.
-- It never changes; the key is what ends.
alter table agent_keys add unique (tenant_id, id);
create table oauth_grants (
  tenant_id uuid not null references tenants,
  key_id text not null,
  client_id text not null check (length(client_id) <= 500),
  client_name text not null check (length(client_name) between 1 and 100),
  redirect_uri text not null check (length(redirect_uri) <= 1000),
  code_challenge text not null check (code_challenge ~ '^[A-Za-z0-9_-]{43}$'),
  resource text not null check (length(resource) <= 500),
  terms jsonb not null check (jsonb_typeof(terms) = 'object'),
  created_at timestamptz(3) not null,
  primary key (tenant_id, key_id),
  foreign key (tenant_id, key_id) references agent_keys (tenant_id, id)
);

-- Codes, access tokens and refresh tokens of a grant: only their hash is kept. A code and a refresh token are used once.
create table oauth_secrets (
  tenant_id uuid not null,
  id text not null check (id like 'oas\_%'),
  key_id text not null,
  kind text not null check (kind in ('code', 'access', 'refresh')),
  lookup_id text not null unique check (lookup_id ~ '^[0-9A-Za-z]{8}$'),
  secret_hash bytea not null check (length(secret_hash) = 32),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  used_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, key_id) references oauth_grants (tenant_id, key_id),
  check (kind <> 'access' or (used_at is null and expires_at <= created_at + interval '1 hour')),
  check (kind <> 'code' or expires_at <= created_at + interval '60 seconds')
);
create index oauth_secrets_of on oauth_secrets (tenant_id, key_id, kind, expires_at);

do $$
declare t text;
begin
  foreach t in array array['oauth_requests', 'oauth_grants', 'oauth_secrets'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_isolation on %I using (tenant_id = current_tenant()) '
      'with check (tenant_id = current_tenant())', t);
  end loop;
end $$;
grant select, insert, delete on oauth_requests, oauth_secrets to app;
grant select, insert on oauth_grants to app;
grant update (used_at) on oauth_secrets to app;

-- What was used stays used.
create function oauth_secrets_used_once() returns trigger language plpgsql as $$
begin
  raise exception 'secret % was used', old.id using errcode = 'check_violation';
end $$;
create trigger oauth_secrets_used_once before update on oauth_secrets
  for each row when (old.used_at is not null) execute function oauth_secrets_used_once();
revoke execute on function oauth_secrets_used_once() from public;

grant select (tenant_id, id, key_id, kind, lookup_id, secret_hash, expires_at) on oauth_secrets to resolver;
grant select (tenant_id, key_id, resource) on oauth_grants to resolver;
create policy resolver_reads on oauth_secrets for select to resolver using (true);
create policy resolver_reads on oauth_grants for select to resolver using (true);

-- Whose code or refresh token this is. Its hash proves it.
create function oauth_secret_by_lookup(p_lookup text)
  returns table (id text, tenant_id uuid, kind text, secret_hash bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.tenant_id, s.kind, s.secret_hash from oauth_secrets s where s.lookup_id = p_lookup $$;

-- A key by its own token, or by an access token of its grant, which is good for one resource and ends with the earlier
-- of the two. All else is the key's.
drop function key_by_lookup(text);
create function key_by_lookup(p_lookup text)
  returns table (id text, tenant_id uuid, agent_identity text, token_hash bytea, scopes text[], human_owner_id text,
    status key_status, expires_at timestamptz, owner_disabled boolean, owner_role person_role, environment environment,
    every_environment boolean, allowed_tools text[], rate_limit_per_min int, burst int, data_classes text[],
    label_scope jsonb, ip_allowlist text[], client_cert_sha256 text, require_reason boolean, pinned_surface_hash text,
    revision int, grace_until timestamptz, resource text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with found as (
    select k.id, k.token_hash, k.expires_at, null::text as resource from agent_keys k where k.lookup_id = p_lookup
    union all
    select s.key_id, s.secret_hash, s.expires_at, g.resource
    from oauth_secrets s join oauth_grants g on g.tenant_id = s.tenant_id and g.key_id = s.key_id
    where s.lookup_id = p_lookup and s.kind = 'access')
  select k.id, k.tenant_id, k.agent_identity, f.token_hash, k.scopes, k.human_owner_id, k.status,
    least(k.expires_at, f.expires_at), u.disabled_at is not null, u.role, k.environment, k.every_environment,
    k.allowed_tools, k.rate_limit_per_min, k.burst, k.data_classes::text[], k.label_scope, k.ip_allowlist::text[],
    k.client_cert_sha256, k.require_reason, k.pinned_surface_hash, k.revision, k.grace_until, f.resource
  from found f join agent_keys k on k.id = f.id join users u on u.id = k.human_owner_id $$;

revoke execute on function key_by_lookup(text), oauth_secret_by_lookup(text) from public;
grant execute on function key_by_lookup(text), oauth_secret_by_lookup(text) to app;
grant create on schema public to resolver;
alter function key_by_lookup(text) owner to resolver;
alter function oauth_secret_by_lookup(text) owner to resolver;
revoke create on schema public from resolver;
