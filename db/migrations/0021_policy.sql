-- What a tenant adds to the policy that its agents' calls pass. A rule is written once and taken away once; each change
-- counts the version of the whole policy, so that every state of it has a name.
create table policy_rules (
  id text primary key check (id like 'rul\_%'),
  tenant_id uuid not null references tenants,
  priority int not null check (priority between 1 and 1000),
  effect text not null check (effect in ('allow', 'require_approval', 'deny')),
  match jsonb not null check (jsonb_typeof(match) = 'object'),
  reason text not null check (length(reason) between 3 and 500),
  version int not null check (version >= 1),
  created_by text not null,
  created_at timestamptz(3) not null,
  removed_version int check (removed_version > version),
  removed_by text,
  removed_at timestamptz(3),
  check ((removed_version is null) = (removed_by is null) and (removed_by is null) = (removed_at is null))
);
create unique index policy_rules_version on policy_rules (tenant_id, version);
create unique index policy_rules_removed_version on policy_rules (tenant_id, removed_version);
create index policy_rules_live on policy_rules (tenant_id, priority, id) where removed_at is null;
alter table policy_rules enable row level security;
alter table policy_rules force row level security;
create policy tenant_isolation on policy_rules
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update (removed_version, removed_by, removed_at) on policy_rules to app;

-- Nobody applies by a rule: whoever writes the row, and whatever they call it.
create function policy_rules_grant_no_apply() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.removed_at is not null or to_jsonb(new) - '{removed_version,removed_by,removed_at}'::text[]
      is distinct from to_jsonb(old) - '{removed_version,removed_by,removed_at}'::text[] then
      raise exception 'a rule never changes, and it is removed once' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if coalesce(new.match ->> 'tools', '') ~* '(apply|approve|promote)'
    or new.match ?| array['permission', 'permissions', 'scope', 'scopes', 'grant', 'grants'] then
    raise exception 'no rule grants apply' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger policy_rules_grant_no_apply before insert or update on policy_rules
  for each row execute function policy_rules_grant_no_apply();

-- No serving role commits a rule, or the end of one, without the leaf of the same transaction that says so.
create function policy_rules_leave_evidence() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l
      where l.tenant_id = new.tenant_id and l.subject = new.id and l.event = 'policy_changed'
        and l.xmin = pg_current_xact_id()::xid
        and convert_from(l.entry, 'UTF8')::jsonb -> 'payload' @>
          jsonb_build_object('version', coalesce(new.removed_version, new.version))) then
    raise exception 'policy rule % without evidence', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger policy_rules_leave_evidence after insert or update on policy_rules
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc')) execute function policy_rules_leave_evidence();

-- The live rules of the tenant that a key names, for the flight that looks the key up: one statement, and under row-level
-- security, because it runs as its caller.
create function policy_rules_of(p_tenant uuid) returns jsonb
  language plpgsql set search_path = public, pg_temp as $$
begin
  if current_tenant() is not null and current_tenant() <> p_tenant then
    raise exception 'a transaction of one tenant asks for no policy of another' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.tenant_id', p_tenant::text, true);
  return (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'priority', r.priority, 'effect', r.effect,
      'match', r.match, 'reason', r.reason) order by r.priority, r.id), '[]')
    from policy_rules r where r.tenant_id = current_tenant() and r.removed_at is null);
end $$;

create function log_append_policy_changed(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('policy_changed', p_id, p_subject, p_entry, 0) $$;

revoke execute on function policy_rules_grant_no_apply(), policy_rules_leave_evidence(), policy_rules_of(uuid),
  log_append_policy_changed(text, text, bytea) from public;
grant execute on function policy_rules_of(uuid), log_append_policy_changed(text, text, bytea) to app;
grant create on schema public to log_writer;
alter function log_append_policy_changed(text, text, bytea) owner to log_writer;
revoke create on schema public from log_writer;

-- Everything that this server offered when the call was made, or the draft proposed, under one hash.
alter table tool_calls add surface_hash text check (surface_hash ~ '^sha256:[0-9a-f]{64}$');
alter table drafts add surface_hash text check (surface_hash ~ '^sha256:[0-9a-f]{64}$');
create function drafts_keep_their_surface() returns trigger language plpgsql as $$
begin
  raise exception 'under which tools draft % was proposed never changes', old.id using errcode = 'check_violation';
end $$;
create trigger drafts_keep_their_surface before update of surface_hash on drafts
  for each row when (new.surface_hash is distinct from old.surface_hash) execute function drafts_keep_their_surface();
revoke execute on function drafts_keep_their_surface() from public;
