-- Every act that changes what may happen is one leaf. New are: what a person had before them when they decided, what lets a
-- terminal apply, who may sign in and with which role, and what stops or starts by itself.
create or replace function log_doors() returns table (event text, door text, pending_delta int)
  language sql immutable parallel safe as $$
  values
    ('draft_created', 'app', 1),
    ('draft_viewed', 'app', 0),
    ('draft_applied', 'app', -1),
    ('draft_discarded', 'app', -1),
    ('draft_apply_refused', 'app', 0),
    ('apply_confirmed', 'app', 0),
    ('tenant_created', 'app', 0),
    ('person_invited', 'app', 0),
    ('person_added', 'app', 0),
    ('password_reset', 'app', 0),
    ('sessions_ended', 'app', 0),
    ('terminal_approved', 'app', 0),
    ('service_issued', 'app', 0),
    ('service_revoked', 'app', 0),
    ('control_plane_set', 'app', 0),
    ('control_plane_removed', 'app', 0),
    ('control_plane_gone', 'app', 0),
    ('delivery_resent', 'app', 0),
    ('settings_changed', 'app', 0),
    ('policy_changed', 'app', 0),
    ('stop_engaged', 'app', 0),
    ('stop_released', 'app', 0),
    ('circuit_opened', 'app', 0),
    ('circuit_reset', 'app', 0),
    ('circuit_closed', 'app', 0),
    ('key_issued', 'app', 0),
    ('key_rotated', 'app', 0),
    ('key_suspended', 'app', 0),
    ('key_resumed', 'app', 0),
    ('key_revoked', 'app', 0),
    ('key_changed', 'app', 0),
    ('boundary_tested', 'app', 0),
    ('log_restored', 'app', 0),
    ('draft_created', 'agent', 1),
    ('draft_discarded', 'agent', -1),
    ('draft_apply_refused', 'agent', 0),
    ('calls_purged', 'sweep', 0),
    ('draft_expired', 'paced', -1),
    ('draft_purged', 'paced', 0)
$$;

-- What happens once leaves one leaf, as it is with the endings of a draft.
create unique index log_leaves_once_each on log_leaves (tenant_id, subject, event)
  where event in ('draft_viewed', 'tenant_created', 'person_invited', 'person_added', 'terminal_approved');

-- Whether this transaction has left a leaf that says this of that, among other things.
create function leaf_left(p_tenant uuid, p_event text, p_subject text, p_says jsonb) returns boolean
  language sql stable as $$
  select exists (select from log_leaves l
    where l.tenant_id = p_tenant and l.subject = p_subject and l.event = p_event and l.xmin = pg_current_xact_id()::xid
      and convert_from(l.entry, 'UTF8')::jsonb -> 'payload' @> p_says) $$;

-- A draft has no status without its leaf; and no person decides one without the leaf, before it, of what they had before them.
create or replace function drafts_leave_evidence() returns trigger language plpgsql as $$
declare
  what text := case when tg_op = 'DELETE' then 'purged' when new.status = 'pending' then 'created' else new.status end;
  draft drafts := case when tg_op = 'DELETE' then old else new end;
begin
  if not exists (select from log_leaves l
      where l.tenant_id = draft.tenant_id and l.subject = draft.id and l.event = 'draft_' || what) then
    raise exception 'draft % is % without evidence', draft.id, what using errcode = 'check_violation';
  end if;
  -- The sweep may not read what leaves say, and is asked nothing of it.
  if tg_op = 'UPDATE' and (new.status = 'applied' or new.status = 'discarded' and new.discarded_by_kind = 'human') then
    if not exists (select from log_leaves seen join log_leaves decided
        on decided.tenant_id = seen.tenant_id and decided.subject = seen.subject and decided.idx > seen.idx
        where seen.tenant_id = new.tenant_id and seen.subject = new.id and seen.event = 'draft_viewed'
          and seen.xmin = pg_current_xact_id()::xid
          and decided.event = 'draft_' || what and decided.xmin = pg_current_xact_id()::xid
          and convert_from(seen.entry, 'UTF8')::jsonb -> 'payload' @> jsonb_build_object(
            'viewed_by', coalesce(new.applied_by, new.discarded_by), 'shown_digest', new.proposed_spec_digest,
            'viewed_for', case what when 'applied' then 'apply' else 'discard' end)) then
      raise exception 'draft % is % without what was seen', new.id, what using errcode = 'check_violation';
    end if;
  end if;
  return null;
end $$;

create function apply_confirmations_leave_evidence() returns trigger language plpgsql as $$
begin
  if not leaf_left(new.tenant_id, 'apply_confirmed', new.draft_id, jsonb_build_object('confirmation', new.id,
      'confirmed_by', new.user_id, 'confirmed_digest', new.proposed_spec_digest)) then
    raise exception 'confirmation % without evidence', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger apply_confirmations_leave_evidence after insert on apply_confirmations
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'service', 'gc')) execute function apply_confirmations_leave_evidence();

-- A tenant begins with its leaf, and its drafts live otherwise only with theirs.
create or replace function tenants_leave_evidence() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if not leaf_left(new.id, 'tenant_created', new.id::text, '{}') then
      raise exception 'tenant % without evidence', new.id using errcode = 'check_violation';
    end if;
  elsif not leaf_left(new.id, 'settings_changed', 'draft_settings',
      jsonb_build_object('before', draft_life_of(old), 'after', draft_life_of(new))) then
    raise exception 'the life of drafts changed without evidence' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger tenants_begin_with_evidence after insert on tenants
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'service', 'gc')) execute function tenants_leave_evidence();

-- Who may sign in, and with which role. No serving role changes the role of a person or disables one: no verb does.
revoke update (role, disabled_at) on users from app;
create function users_leave_evidence() returns trigger language plpgsql as $$
begin
  if not leaf_left(new.tenant_id, 'person_added', new.id, jsonb_build_object('added_role', new.role)) then
    raise exception 'person % without evidence', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger users_leave_evidence after insert on users
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'service', 'gc')) execute function users_leave_evidence();

create function invitations_leave_evidence() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if not leaf_left(new.tenant_id, 'person_invited', new.id, jsonb_build_object('invited_role', new.role)) then
      raise exception 'invitation % without evidence', new.id using errcode = 'check_violation';
    end if;
  elsif not leaf_left(new.tenant_id, 'person_added', new.accepted_by,
      jsonb_build_object('by_invitation', new.id, 'added_role', new.role)) then
    raise exception 'invitation % was accepted without evidence', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger invitations_leave_evidence after insert or update of accepted_by on invitations
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'service', 'gc')) execute function invitations_leave_evidence();

-- A terminal's token is a credential beside the person's own. Whoever signs out ends what they hold themselves, and the
-- doorkeeper does that for them; every other end of a session is somebody else's doing.
create function sessions_leave_evidence() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if not leaf_left(new.tenant_id, 'terminal_approved', new.id, jsonb_build_object('approved_by', new.user_id)) then
      raise exception 'session % of a terminal without evidence', new.id using errcode = 'check_violation';
    end if;
  elsif not leaf_left(new.tenant_id, 'sessions_ended', new.user_id, '{}')
      and not leaf_left(new.tenant_id, 'password_reset', new.user_id, '{}') then
    raise exception 'session % was ended without evidence', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger terminals_leave_evidence after insert on sessions
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'service', 'gc') and (new.kind = 'cli')) execute function sessions_leave_evidence();
create constraint trigger sessions_leave_evidence after update of revoked_at on sessions
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'service', 'gc') and (old.revoked_at is null and new.revoked_at is not null
    and current_principal() is distinct from 'system:sign-in'))
  execute function sessions_leave_evidence();

-- A control plane that is gone is asked no more.
create or replace function control_planes_leave_evidence() returns trigger language plpgsql as $$
declare
  what text := case when tg_op = 'DELETE' then 'control_plane_removed'
    when tg_op = 'UPDATE' and old.gone_at is null and new.gone_at is not null then 'control_plane_gone'
    else 'control_plane_set' end;
begin
  if not leaf_left(coalesce(new.tenant_id, old.tenant_id), what, 'control_plane', '{}') then
    raise exception 'the control plane changed without evidence: %', what using errcode = 'check_violation';
  end if;
  return null;
end $$;
drop trigger control_planes_leave_evidence on control_planes;
create constraint trigger control_planes_leave_evidence
  after insert or delete or update of url, url_salt, sealed_secrets, secret_ids, gone_at on control_planes
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc')) execute function control_planes_leave_evidence();

-- A key that is paused, and one that is let in again. What lets one request in to see counts no leaf: the leaf that paused
-- the key says when.
create function circuit_breakers_leave_evidence() returns trigger language plpgsql as $$
begin
  if not (case when new.state = 'open' then leaf_left(new.tenant_id, 'circuit_opened', new.key_id, '{}')
      else leaf_left(new.tenant_id, 'circuit_reset', new.key_id, '{}')
        or leaf_left(new.tenant_id, 'circuit_closed', new.key_id, '{}') end) then
    raise exception 'the circuit of key % is % without evidence', new.key_id, new.state using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger circuit_breakers_leave_evidence after update of state on circuit_breakers
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'service', 'gc') and (new.state <> old.state and new.state <> 'half_open'))
  execute function circuit_breakers_leave_evidence();

revoke execute on function leaf_left(uuid, text, text, jsonb), apply_confirmations_leave_evidence(), users_leave_evidence(),
  invitations_leave_evidence(), sessions_leave_evidence(), circuit_breakers_leave_evidence() from public;
grant execute on function leaf_left(uuid, text, text, jsonb) to app;
