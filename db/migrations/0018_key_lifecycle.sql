-- A key acts in its own environment alone. Those of before this migration, and the first one of an installation, which
-- its demo uses, act in every one; nothing that serves requests can give that to a key which has it not.
alter table agent_keys add every_environment boolean not null default true;
alter table agent_keys alter every_environment set default false;
grant select (every_environment) on agent_keys to resolver;
grant update (scopes, allowed_tools, rate_limit_per_min, burst, data_classes, label_scope, ip_allowlist,
  client_cert_sha256, require_reason, pinned_surface_hash, revision, grace_until, suspended_by, suspended_at,
  status_reason) on agent_keys to app;
create index agent_keys_newest on agent_keys (tenant_id, created_at desc, id desc);

drop function key_by_lookup(text);
create function key_by_lookup(p_lookup text)
  returns table (id text, tenant_id uuid, agent_identity text, token_hash bytea, scopes text[], human_owner_id text,
    status key_status, expires_at timestamptz, owner_disabled boolean, owner_role person_role, environment environment,
    every_environment boolean, allowed_tools text[], rate_limit_per_min int, burst int, data_classes text[],
    label_scope jsonb, ip_allowlist text[], client_cert_sha256 text, require_reason boolean, pinned_surface_hash text,
    revision int, grace_until timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.tenant_id, k.agent_identity, k.token_hash, k.scopes, k.human_owner_id, k.status, k.expires_at,
    u.disabled_at is not null, u.role, k.environment, k.every_environment, k.allowed_tools, k.rate_limit_per_min,
    k.burst, k.data_classes::text[], k.label_scope, k.ip_allowlist::text[], k.client_cert_sha256, k.require_reason,
    k.pinned_surface_hash, k.revision, k.grace_until
  from agent_keys k join users u on u.id = k.human_owner_id
  where k.lookup_id = p_lookup $$;

-- Revoked is for good, and a key that has a successor never lives longer than was said when it got it.
create function agent_keys_end_once() returns trigger language plpgsql as $$
begin
  if old.status = 'revoked' then
    raise exception 'key % is revoked for good', old.id using errcode = 'check_violation';
  end if;
  if old.grace_until is not null and (new.grace_until is null or new.grace_until > old.grace_until) then
    raise exception 'key % has a successor', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger agent_keys_end_once before update on agent_keys
  for each row when (old.status = 'revoked' or old.grace_until is not null) execute function agent_keys_end_once();

-- What a key asks is counted for its whole line of rotations: a successor gets no second measure beside the old token.
alter table agent_keys add counted_as text;
create function agent_keys_share_a_bucket() returns trigger language plpgsql as $$
begin
  new.counted_as := (select coalesce(k.counted_as, k.id) from agent_keys k
    where k.tenant_id = new.tenant_id and k.id = new.rotated_from);
  return new;
end $$;
create trigger agent_keys_share_a_bucket before insert on agent_keys
  for each row execute function agent_keys_share_a_bucket();

-- No serving role commits a key, or a change of one, without the leaf of the same transaction that says which. A change
-- counts the revision, and the leaf says it: one leaf is one change.
create function agent_keys_leave_evidence() returns trigger language plpgsql as $$
declare
  said text := case
    when tg_op = 'INSERT' then case when new.rotated_from is null then 'key_issued' else 'key_rotated' end
    when new.status <> old.status then
      case new.status when 'revoked' then 'key_revoked' when 'suspended' then 'key_suspended' else 'key_resumed' end
    when new.grace_until is distinct from old.grace_until then 'key_rotated'
    else 'key_changed' end;
  about jsonb := case
    when tg_op = 'INSERT' and new.rotated_from is not null then jsonb_build_object('successor', new.id)
    else jsonb_build_object('revision', new.revision) end;
begin
  if tg_op = 'UPDATE' and new.revision <> old.revision + 1 then
    raise exception 'key % changed without a revision', new.id using errcode = 'check_violation';
  end if;
  if not exists (select from log_leaves l
      where l.tenant_id = new.tenant_id and l.event = said and l.xmin = pg_current_xact_id()::xid
        and l.subject = case when tg_op = 'INSERT' then coalesce(new.rotated_from, new.id) else new.id end
        and convert_from(l.entry, 'UTF8')::jsonb -> 'payload' @> about) then
    raise exception 'key % without evidence: %', new.id, said using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger agent_keys_leave_evidence after insert or update on agent_keys
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc')) execute function agent_keys_leave_evidence();

create function log_append_key_issued(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('key_issued', p_id, p_subject, p_entry, 0) $$;
create function log_append_key_rotated(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('key_rotated', p_id, p_subject, p_entry, 0) $$;
create function log_append_key_suspended(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('key_suspended', p_id, p_subject, p_entry, 0) $$;
create function log_append_key_resumed(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('key_resumed', p_id, p_subject, p_entry, 0) $$;
create function log_append_key_revoked(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('key_revoked', p_id, p_subject, p_entry, 0) $$;
create function log_append_key_changed(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('key_changed', p_id, p_subject, p_entry, 0) $$;

revoke execute on function key_by_lookup(text), agent_keys_end_once(), agent_keys_share_a_bucket(), agent_keys_leave_evidence(),
  log_append_key_issued(text, text, bytea), log_append_key_rotated(text, text, bytea),
  log_append_key_suspended(text, text, bytea), log_append_key_resumed(text, text, bytea),
  log_append_key_revoked(text, text, bytea), log_append_key_changed(text, text, bytea) from public;
grant execute on function key_by_lookup(text),
  log_append_key_issued(text, text, bytea), log_append_key_rotated(text, text, bytea),
  log_append_key_suspended(text, text, bytea), log_append_key_resumed(text, text, bytea),
  log_append_key_revoked(text, text, bytea), log_append_key_changed(text, text, bytea) to app;
grant create on schema public to resolver, log_writer;
alter function key_by_lookup(text) owner to resolver;
alter function log_append_key_issued(text, text, bytea) owner to log_writer;
alter function log_append_key_rotated(text, text, bytea) owner to log_writer;
alter function log_append_key_suspended(text, text, bytea) owner to log_writer;
alter function log_append_key_resumed(text, text, bytea) owner to log_writer;
alter function log_append_key_revoked(text, text, bytea) owner to log_writer;
alter function log_append_key_changed(text, text, bytea) owner to log_writer;
revoke create on schema public from resolver, log_writer;
