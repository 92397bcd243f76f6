-- Credentials of the platforms that run what was applied. Like an agent's key: only the hash of the token is kept, the
-- lookup part finds the row. They hold no scopes, because there is one thing that any of them can do.
create table service_credentials (
  id text primary key check (id like 'crd\_%'),
  tenant_id uuid not null references tenants,
  name text not null check (length(name) between 1 and 100),
  lookup_id text not null unique check (lookup_id ~ '^[0-9A-Za-z]{8}$'),
  token_hash bytea not null check (length(token_hash) = 32),
  created_by text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  revoked_by text,
  revoked_at timestamptz(3),
  check (expires_at <= created_at + interval '366 days'),
  check ((revoked_by is null) = (revoked_at is null))
);
create index service_credentials_tenant on service_credentials (tenant_id, id);
alter table service_credentials enable row level security;
alter table service_credentials force row level security;
create policy tenant_isolation on service_credentials
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update (revoked_by, revoked_at) on service_credentials to app;

create function service_credentials_stay_revoked() returns trigger language plpgsql as $$
begin
  raise exception 'service credential % is revoked for good', old.id using errcode = 'check_violation';
end $$;
create trigger service_credentials_stay_revoked before update on service_credentials
  for each row when (old.revoked_at is not null) execute function service_credentials_stay_revoked();

-- No serving role commits a credential, or the end of one, without the leaf that says so.
create function service_credentials_leave_evidence() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l where l.tenant_id = new.tenant_id and l.subject = new.id
      and l.event = case when new.revoked_at is null then 'service_issued' else 'service_revoked' end) then
    raise exception 'service credential % without evidence', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger service_credentials_leave_evidence after insert or update on service_credentials
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc')) execute function service_credentials_leave_evidence();

-- service: what a transaction of a platform's becomes. It reads the resources and their versions, where the log has
-- their applies and how far it reaches, and writes nothing at all.
grant usage on schema public to service;
grant select on endpoints, endpoint_versions to service;
grant select (tenant_id, idx, id, event, subject, hashes) on log_leaves to service;
grant select (tenant_id, size) on log_heads to service;
create policy service_sees_applied on log_leaves as restrictive for select to service using (event = 'draft_applied');

-- The feed goes from a leaf to what its draft made. One draft makes one version.
create unique index endpoint_versions_of_draft on endpoint_versions (tenant_id, draft_id);

grant select (id, tenant_id, name, lookup_id, token_hash, expires_at, revoked_at) on service_credentials to resolver;
create policy resolver_reads on service_credentials for select to resolver using (true);
create function service_by_lookup(p_lookup text)
  returns table (id text, tenant_id uuid, name text, token_hash bytea, expires_at timestamptz, revoked_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.tenant_id, c.name, c.token_hash, c.expires_at, c.revoked_at
  from service_credentials c where c.lookup_id = p_lookup $$;

create function log_append_service_issued(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('service_issued', p_id, p_subject, p_entry, 0) $$;
create function log_append_service_revoked(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('service_revoked', p_id, p_subject, p_entry, 0) $$;

revoke execute on function service_credentials_stay_revoked(), service_credentials_leave_evidence(),
  service_by_lookup(text), log_append_service_issued(text, text, bytea), log_append_service_revoked(text, text, bytea)
  from public;
grant execute on function current_tenant(), current_principal() to service;
grant execute on function service_by_lookup(text), log_append_service_issued(text, text, bytea),
  log_append_service_revoked(text, text, bytea) to app;
grant create on schema public to resolver, log_writer;
alter function service_by_lookup(text) owner to resolver;
alter function log_append_service_issued(text, text, bytea) owner to log_writer;
alter function log_append_service_revoked(text, text, bytea) owner to log_writer;
revoke create on schema public from resolver, log_writer;
