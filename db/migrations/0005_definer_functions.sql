-- Before the tenant is known, only these functions cross tenants. Each reads the columns it needs through
-- resolver's own policy; the search path is pinned and nobody executes them by default.
grant select (id, tenant_id, agent_identity, lookup_id, token_hash, scopes, human_owner_id, status, expires_at)
  on agent_keys to resolver;
grant select (id, tenant_id, user_id, expires_at, revoked_at) on sessions to resolver;
grant select (id, tenant_id, email, name, role, password_hash, oidc_issuer, oidc_subject, disabled_at) on users to resolver;
grant select (id, name) on tenants to resolver;
grant select (tenant_id, status, expires_at) on drafts to resolver;
create policy resolver_reads on agent_keys for select to resolver using (true);
create policy resolver_reads on sessions for select to resolver using (true);
create policy resolver_reads on users for select to resolver using (true);
create policy resolver_reads on tenants for select to resolver using (true);
create policy resolver_sees_due on drafts for select to resolver using (status = 'pending' and expires_at < now());

create function key_by_lookup(p_lookup text)
  returns table (id text, tenant_id uuid, agent_identity text, token_hash bytea, scopes text[], human_owner_id text,
    status key_status, expires_at timestamptz, owner_disabled boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.tenant_id, k.agent_identity, k.token_hash, k.scopes, k.human_owner_id, k.status, k.expires_at,
    u.disabled_at is not null
  from agent_keys k join users u on u.id = k.human_owner_id
  where k.lookup_id = p_lookup $$;

create function session_by_id(p_id text)
  returns table (id text, tenant_id uuid, tenant_name text, user_id text, email text, name text, role person_role,
    expires_at timestamptz, revoked_at timestamptz, disabled_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.tenant_id, t.name, u.id, u.email, u.name, u.role, s.expires_at, s.revoked_at, u.disabled_at
  from sessions s join users u on u.id = s.user_id join tenants t on t.id = s.tenant_id
  where s.id = p_id $$;

create function login_by_email(p_email text)
  returns table (id text, tenant_id uuid, email text, name text, role person_role, password_hash text, disabled_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.tenant_id, u.email, u.name, u.role, u.password_hash, u.disabled_at
  from users u where u.email = lower(p_email) and u.password_hash is not null $$;

create function login_by_subject(p_issuer text, p_subject text)
  returns table (id text, tenant_id uuid, email text, name text, role person_role, disabled_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.tenant_id, u.email, u.name, u.role, u.disabled_at
  from users u where u.oidc_issuer = p_issuer and u.oidc_subject = p_subject $$;

create function tenants_due(p_limit int)
  returns table (tenant_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct d.tenant_id from drafts d where d.status = 'pending' and d.expires_at < now() limit p_limit $$;

-- One call is one row, in one statement of its own: it stays even when what it describes was rolled back.
create function call_append(p_tenant uuid, p_call jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_tenant() is not null and current_tenant() <> p_tenant then
    raise exception 'a transaction of one tenant records no call of another' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.tenant_id', p_tenant::text, true);
  insert into tool_calls select * from jsonb_populate_record(
    null::tool_calls, jsonb_build_object('tenant_id', p_tenant, 'server', 'self', 'redaction_count', 0,
      'approval_state', 'none', 'untrusted_content', false) || p_call);
end $$;
grant insert on tool_calls to log_writer;

revoke execute on all functions in schema public from public;
grant execute on function current_tenant(), current_principal() to app, agent, gc, resolver, log_writer;
grant execute on function key_by_lookup(text), session_by_id(text), login_by_email(text),
  login_by_subject(text, text), tenants_due(int), call_append(uuid, jsonb), log_open() to app;
grant execute on function log_append_created(text, text, bytea), log_append_discarded(text, text, bytea),
  log_append_refused(text, text, bytea) to app, agent;
grant execute on function log_append_applied(text, text, bytea), log_append_expired(text, text, bytea) to app;
grant execute on function log_append_leaf(text, text, text, bytea, int) to log_writer;
grant execute on function exists_forbidden_scope(text[]) to app;

grant create on schema public to resolver, log_writer;
alter function key_by_lookup(text) owner to resolver;
alter function session_by_id(text) owner to resolver;
alter function login_by_email(text) owner to resolver;
alter function login_by_subject(text, text) owner to resolver;
alter function tenants_due(int) owner to resolver;
alter function call_append(uuid, jsonb) owner to log_writer;
alter function log_append_leaf(text, text, text, bytea, int) owner to log_writer;
alter function log_append_created(text, text, bytea) owner to log_writer;
alter function log_append_applied(text, text, bytea) owner to log_writer;
alter function log_append_discarded(text, text, bytea) owner to log_writer;
alter function log_append_expired(text, text, bytea) owner to log_writer;
alter function log_append_refused(text, text, bytea) owner to log_writer;
alter function log_open() owner to log_writer;
revoke create on schema public from resolver, log_writer;
