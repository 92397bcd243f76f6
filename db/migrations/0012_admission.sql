-- Who proposes is admitted by the database, in the statement that stores the draft: the proposer's row is locked from here
-- until commit, so neither the limit nor "this waits already" can be wrong by a proposal in flight. Every statement of a
-- volatile function sees what was committed before it.
create function drafts_are_admitted() returns trigger language plpgsql as $$
declare
  bound int;
  waiting int;
  -- A person's: `mostPendingOfPerson`.
  most int := case new.created_by_kind when 'human' then 50 else (select k.max_pending_drafts from agent_keys k
    where k.tenant_id = new.tenant_id and k.id = new.created_by_id) end;
begin
  -- More than any limit at first, so that the first proposal counts what is there.
  insert into proposers as p (tenant_id, principal, pending_at_most) values (new.tenant_id, new.created_by_id, 1000000000)
    on conflict (tenant_id, principal) do update set pending_at_most = least(p.pending_at_most, 1000000000) + 1
    returning pending_at_most into bound;
  if exists (select from drafts d
      where d.tenant_id = new.tenant_id and d.created_by_id = new.created_by_id and d.status = 'pending'
        and d.expires_at > new.created_at and d.resource_name = new.resource_name
        and d.proposed_spec_digest = new.proposed_spec_digest and d.type = new.type and d.operation = new.operation
        and (d.base_resource_id, d.base_version, d.base_digest, d.reverts, d.restores) is not distinct from
            (new.base_resource_id, new.base_version, new.base_digest, new.reverts, new.restores)) then
    raise exception 'this proposal waits already' using errcode = 'check_violation', constraint = 'drafts_wait_once';
  end if;
  if bound > most then
    waiting := (select count(*) from drafts d where d.tenant_id = new.tenant_id
      and d.created_by_id = new.created_by_id and d.status = 'pending' and d.expires_at > new.created_at);
    if waiting >= most then
      raise exception 'this proposer has its limit waiting'
        using errcode = 'check_violation', constraint = 'drafts_within_limit', detail = most;
    end if;
    update proposers p set pending_at_most = waiting + 1
      where p.tenant_id = new.tenant_id and p.principal = new.created_by_id;
  end if;
  return new;
end $$;
create trigger drafts_are_admitted before insert on drafts
  for each row when (current_user in ('app', 'agent')) execute function drafts_are_admitted();
-- The resource's name leads to what waits beside a draft; how many of one proposer wait is counted in an index alone.
drop index drafts_waiting_of;
create index drafts_waiting_of on drafts (tenant_id, created_by_id, expires_at) where status = 'pending';

-- What happens to a draft once leaves one leaf. An attempt to apply may be refused often.
create unique index log_leaves_once on log_leaves (tenant_id, subject, event)
  where event in ('draft_created', 'draft_applied', 'draft_discarded', 'draft_expired', 'draft_purged');
-- As before, but "once" is the index's: a look through the log here held the head of the log for as long as it took.
create or replace function log_leaves_of_agent() returns trigger language plpgsql as $$
declare
  payload jsonb := convert_from(new.entry, 'UTF8')::jsonb -> 'payload';
  actor jsonb := payload -> case new.event
    when 'draft_created' then 'created_by' when 'draft_discarded' then 'discarded_by' else 'attempted_by' end;
begin
  if actor ->> 'kind' is distinct from 'agent' or actor ->> 'id' is distinct from current_principal()
     or payload ->> 'draft_id' is distinct from new.subject then
    raise exception 'an agent records what it did itself' using errcode = 'insufficient_privilege';
  end if;
  if new.event <> 'draft_apply_refused' and not exists (
      select from drafts d where d.tenant_id = new.tenant_id and d.id = new.subject
      and d.created_by_kind = 'agent' and d.created_by_id = current_principal()
      and d.status = case new.event when 'draft_created' then 'pending' when 'draft_discarded' then 'discarded' end) then
    raise exception 'an agent records its own draft, as it is' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function drafts_are_admitted() from public;
