-- A change of how long drafts live is recorded with what it was and what it is.
create function log_append_settings_changed(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('settings_changed', p_id, p_subject, p_entry, 0) $$;

create function draft_life_of(t tenants) returns jsonb language sql immutable as $$
  select jsonb_build_object('ttl_hours', t.draft_ttl_hours, 'ttl_min_hours', t.draft_ttl_min_hours,
    'ttl_max_hours', t.draft_ttl_max_hours, 'expired_retention_days', t.expired_retention_days) $$;

-- No serving role commits another life without the leaf of the same transaction that says exactly this change.
create function tenants_leave_evidence() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l
      where l.tenant_id = new.id and l.subject = 'draft_settings' and l.event = 'settings_changed'
        and l.xmin = pg_current_xact_id()::xid
        and convert_from(l.entry, 'UTF8')::jsonb -> 'payload' @>
          jsonb_build_object('before', draft_life_of(old), 'after', draft_life_of(new))) then
    raise exception 'the life of drafts changed without evidence' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger tenants_leave_evidence
  after update of draft_ttl_hours, draft_ttl_min_hours, draft_ttl_max_hours, expired_retention_days on tenants
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc') and
    (old.draft_ttl_hours, old.draft_ttl_min_hours, old.draft_ttl_max_hours, old.expired_retention_days)
    is distinct from
    (new.draft_ttl_hours, new.draft_ttl_min_hours, new.draft_ttl_max_hours, new.expired_retention_days))
  execute function tenants_leave_evidence();

revoke execute on function tenants_leave_evidence(), draft_life_of(tenants),
  log_append_settings_changed(text, text, bytea) from public;
grant execute on function draft_life_of(tenants), log_append_settings_changed(text, text, bytea) to app;
grant create on schema public to log_writer;
alter function log_append_settings_changed(text, text, bytea) owner to log_writer;
revoke create on schema public from log_writer;
