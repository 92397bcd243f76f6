-- Who may append which event, and what it does to the number of drafts that wait. Each door belongs to one role: `app` appends
-- by log_append, `agent` by log_append_of_agent and, many leaves under one lock, log_append_together, `gc` by
-- log_append_of_sweep and, in batches that keep the pace of the sweep, log_append_paced. What has no line here is appended by
-- nobody. A new event is one line: `create or replace`.
create function log_doors() returns table (event text, door text, pending_delta int)
  language sql immutable parallel safe as $$
  values
    ('draft_created', 'app', 1),
    ('draft_applied', 'app', -1),
    ('draft_discarded', 'app', -1),
    ('draft_apply_refused', 'app', 0),
    ('service_issued', 'app', 0),
    ('service_revoked', 'app', 0),
    ('control_plane_set', 'app', 0),
    ('control_plane_removed', 'app', 0),
    ('delivery_resent', 'app', 0),
    ('settings_changed', 'app', 0),
    ('policy_changed', 'app', 0),
    ('stop_engaged', 'app', 0),
    ('stop_released', 'app', 0),
    ('circuit_opened', 'app', 0),
    ('circuit_reset', 'app', 0),
    ('key_issued', 'app', 0),
    ('key_rotated', 'app', 0),
    ('key_suspended', 'app', 0),
    ('key_resumed', 'app', 0),
    ('key_revoked', 'app', 0),
    ('key_changed', 'app', 0),
    ('boundary_tested', 'app', 0),
    ('draft_created', 'agent', 1),
    ('draft_discarded', 'agent', -1),
    ('draft_apply_refused', 'agent', 0),
    ('calls_purged', 'sweep', 0),
    ('draft_expired', 'paced', -1),
    ('draft_purged', 'paced', 0)
$$;

-- The only look at log_doors(): what it does not say is refused before anything is locked.
create function log_door(p_door text, p_event text) returns int language plpgsql stable as $$
declare
  delta int;
begin
  select d.pending_delta into delta from log_doors() d where d.door = p_door and d.event = p_event;
  if not found then
    raise exception 'the door of % appends no %', p_door, p_event using errcode = 'insufficient_privilege';
  end if;
  return delta;
end $$;

-- The doors. In plpgsql because its plans are kept, those of a function in SQL are made anew by every statement.
create function log_append(p_event text, p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select a.idx, a.leaf_hash into log_append.idx, log_append.leaf_hash
    from log_append_leaf(p_event, p_id, p_subject, p_entry, log_door('app', p_event)) a;
end $$;
create function log_append_of_agent(p_event text, p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select a.idx, a.leaf_hash into log_append_of_agent.idx, log_append_of_agent.leaf_hash
    from log_append_leaf(p_event, p_id, p_subject, p_entry, log_door('agent', p_event)) a;
end $$;
create function log_append_of_sweep(p_event text, p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select a.idx, a.leaf_hash into log_append_of_sweep.idx, log_append_of_sweep.leaf_hash
    from log_append_leaf(p_event, p_id, p_subject, p_entry, log_door('sweep', p_event)) a;
end $$;
create function log_append_together(p_event text, p_ids text[], p_subjects text[], p_entries bytea[])
  returns table (idx bigint, leaf_hash bytea)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query select a.idx, a.leaf_hash
    from log_append_leaves(p_event, p_ids, p_subjects, p_entries, log_door('agent', p_event)) a;
end $$;
create function log_append_paced(p_event text, p_ids text[], p_subjects text[], p_entries bytea[], p_per_second int)
  returns table (idx bigint, leaf_hash bytea)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query select a.idx, a.leaf_hash
    from log_append_swept(p_event, p_ids, p_subjects, p_entries, log_door('paced', p_event), p_per_second) a;
end $$;

drop function log_append_created(text, text, bytea), log_append_applied(text, text, bytea),
  log_append_discarded(text, text, bytea), log_append_refused(text, text, bytea),
  log_append_service_issued(text, text, bytea), log_append_service_revoked(text, text, bytea),
  log_append_control_plane_set(text, text, bytea), log_append_control_plane_removed(text, text, bytea),
  log_append_delivery_resent(text, text, bytea), log_append_settings_changed(text, text, bytea),
  log_append_policy_changed(text, text, bytea), log_append_stop_engaged(text, text, bytea),
  log_append_stop_released(text, text, bytea), log_append_circuit_opened(text, text, bytea),
  log_append_circuit_reset(text, text, bytea), log_append_calls_purged(text, text, bytea),
  log_append_key_issued(text, text, bytea), log_append_key_rotated(text, text, bytea),
  log_append_key_suspended(text, text, bytea), log_append_key_resumed(text, text, bytea),
  log_append_key_revoked(text, text, bytea), log_append_key_changed(text, text, bytea),
  log_append_boundary_tested(text, text, bytea),
  log_append_expired(text[], text[], bytea[], int), log_append_purged(text[], text[], bytea[], int);

revoke execute on function log_doors(), log_door(text, text), log_append(text, text, text, bytea),
  log_append_of_agent(text, text, text, bytea), log_append_of_sweep(text, text, text, bytea),
  log_append_together(text, text[], text[], bytea[]), log_append_paced(text, text[], text[], bytea[], int) from public;
grant execute on function log_doors(), log_door(text, text) to log_writer;
grant execute on function log_append(text, text, text, bytea) to app;
grant execute on function log_append_of_agent(text, text, text, bytea),
  log_append_together(text, text[], text[], bytea[]) to agent;
grant execute on function log_append_of_sweep(text, text, text, bytea),
  log_append_paced(text, text[], text[], bytea[], int) to gc;
grant create on schema public to log_writer;
alter function log_append(text, text, text, bytea) owner to log_writer;
alter function log_append_of_agent(text, text, text, bytea) owner to log_writer;
alter function log_append_of_sweep(text, text, text, bytea) owner to log_writer;
alter function log_append_together(text, text[], text[], bytea[]) owner to log_writer;
alter function log_append_paced(text, text[], text[], bytea[], int) owner to log_writer;
revoke create on schema public from log_writer;

-- As before, but what waits beside a draft is found by the resource's name alone: the index of what its proposer has waiting
-- was taken for as good, and made every proposal of a busy key look through all of the others.
create or replace function drafts_are_admitted() returns trigger language plpgsql as $$
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
  if exists (
    with beside as materialized (
      select * from drafts d where d.tenant_id = new.tenant_id and d.resource_name = new.resource_name and d.status = 'pending')
    select from beside d where d.created_by_id = new.created_by_id
        and d.expires_at > new.created_at
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
