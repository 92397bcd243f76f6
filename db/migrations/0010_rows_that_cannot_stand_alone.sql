-- A session that ended stays ended, whoever asks.
create function sessions_stay_ended() returns trigger language plpgsql as $$
begin
  raise exception 'session % has ended for good', old.id using errcode = 'check_violation';
end $$;
create trigger sessions_stay_ended before update on sessions
  for each row when (old.revoked_at is not null and new.revoked_at is null) execute function sessions_stay_ended();

-- Production changes with its version and its evidence or not at all: no serving role can commit a row of endpoints that the
-- same transaction did not also record as a version and as a `draft_applied` leaf that names it.
create function endpoints_leave_evidence() returns trigger language plpgsql as $$
begin
  if not exists (
    select from endpoint_versions v join log_leaves l
      on l.tenant_id = v.tenant_id and l.subject = v.draft_id and l.event = 'draft_applied'
    where v.tenant_id = new.tenant_id and v.endpoint_id = new.id and v.version = new.version
      and v.xmin = pg_current_xact_id()::xid and l.xmin = pg_current_xact_id()::xid
      and case when new.deleted_at is null then v.digest = new.digest and v.spec = new.spec else v.operation = 'delete' end
      and convert_from(l.entry, 'UTF8')::jsonb #> '{payload,resource_created}'
        @> jsonb_build_object('id', new.id, 'version', new.version)) then
    raise exception 'endpoint % at version % without its version or evidence', new.id, new.version
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger endpoints_leave_evidence after insert or update on endpoints
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent')) execute function endpoints_leave_evidence();

-- What an agent's transaction may say in the log: of its own draft what that draft is, once; of any draft, there or not, that it
-- was itself refused. The append functions run as log_writer, so the role of the transaction is asked, not the current user.
create function log_leaves_of_agent() returns trigger language plpgsql as $$
declare
  payload jsonb := convert_from(new.entry, 'UTF8')::jsonb -> 'payload';
  actor jsonb := payload -> case new.event
    when 'draft_created' then 'created_by' when 'draft_discarded' then 'discarded_by' else 'attempted_by' end;
begin
  if actor ->> 'kind' is distinct from 'agent' or actor ->> 'id' is distinct from current_principal()
     or payload ->> 'draft_id' is distinct from new.subject then
    raise exception 'an agent records what it did itself' using errcode = 'insufficient_privilege';
  end if;
  if new.event = 'draft_apply_refused' then
    return new;
  end if;
  if not exists (select from drafts d where d.tenant_id = new.tenant_id and d.id = new.subject
      and d.created_by_kind = 'agent' and d.created_by_id = current_principal()
      and d.status = case new.event when 'draft_created' then 'pending' when 'draft_discarded' then 'discarded' end)
     or exists (select from log_leaves l where l.tenant_id = new.tenant_id and l.subject = new.subject
      and l.event = new.event) then
    raise exception 'an agent records its own draft, as it is, once' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger log_leaves_of_agent before insert on log_leaves
  for each row when (current_setting('role') = 'agent') execute function log_leaves_of_agent();
grant select (tenant_id, id, status, created_by_kind, created_by_id) on drafts to log_writer;

-- Refusals are told apart by draft, up to a bound that the product counts.
alter table refusal_marks add column subject text not null default '';
alter table refusal_marks drop constraint refusal_marks_pkey;
alter table refusal_marks add primary key (tenant_id, principal, code, hour, subject);

-- An agent is new until a person has decided a draft of it.
create index drafts_decided_by_people on drafts (tenant_id, created_by_id)
  where status = 'applied' or discarded_by_kind = 'human';

revoke execute on function sessions_stay_ended(), endpoints_leave_evidence(), log_leaves_of_agent() from public;
