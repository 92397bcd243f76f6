-- How long a draft of this tenant may live, and how long an expired one is kept after that.
alter table tenants
  add draft_ttl_min_hours int not null default 1 check (draft_ttl_min_hours >= 1),
  add draft_ttl_max_hours int not null default 720 check (draft_ttl_max_hours <= 720),
  add expired_retention_days int not null default 90 check (expired_retention_days between 1 and 3650),
  add constraint tenants_draft_ttl_bounds
    check (draft_ttl_hours between draft_ttl_min_hours and draft_ttl_max_hours);
grant select (draft_ttl_min_hours, draft_ttl_max_hours) on tenants to agent;
grant update (draft_ttl_hours, draft_ttl_min_hours, draft_ttl_max_hours, expired_retention_days) on tenants to app;

-- How many drafts of one key may wait at once. A key reads its own limit and nothing else of the table.
alter table agent_keys
  add max_pending_drafts int not null default 25 check (max_pending_drafts between 1 and 100000);
grant select (id, tenant_id, max_pending_drafts) on agent_keys to agent;
create policy agent_reads_own_key on agent_keys as restrictive for select to agent using (id = current_principal());
grant update (max_pending_drafts) on agent_keys to app;

-- One row per key or person that proposes. Its lock makes "how many wait, and is this one of them" exact.
-- pending_at_most only grows with what is proposed: where it passes the limit, the drafts are counted and it is set.
create table proposers (
  tenant_id uuid not null,
  principal text not null,
  pending_at_most int not null check (pending_at_most >= 0),
  primary key (tenant_id, principal)
) with (fillfactor = 50);
alter table proposers enable row level security;
alter table proposers force row level security;
create policy tenant_isolation on proposers
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
grant select, insert, update (pending_at_most) on proposers to app, agent;
create policy agent_locks_own on proposers as restrictive to agent
  using (principal = current_principal()) with check (principal = current_principal());
create index drafts_waiting_of on drafts (tenant_id, created_by_id, resource_name, expires_at) where status = 'pending';

-- The draft that a person undoes, or proposes once more.
alter table drafts
  add reverts text check (reverts like 'drf\_%'),
  add restores text check (restores like 'drf\_%'),
  add check (reverts is null or restores is null),
  add check (created_by_kind = 'human' or (reverts is null and restores is null));

create or replace function drafts_keep_their_promise() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'pending' then
      raise exception 'a draft starts pending' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' then
    if old.status <> 'expired' then
      raise exception 'draft % is %, and only an expired draft is ever purged', old.id, old.status
        using errcode = 'check_violation';
    end if;
    return old;
  end if;
  if old.status <> 'pending' then
    raise exception 'draft % is %, and a decided draft never changes', old.id, old.status using errcode = 'check_violation';
  end if;
  if (new.id, new.tenant_id, new.type, new.operation, new.channel, new.created_by_kind, new.created_by_id,
      new.created_at, new.resource_name, new.proposed_spec, new.proposed_spec_digest, new.rationale)
     is distinct from
     (old.id, old.tenant_id, old.type, old.operation, old.channel, old.created_by_kind, old.created_by_id,
      old.created_at, old.resource_name, old.proposed_spec, old.proposed_spec_digest, old.rationale)
     or (new.base_resource_id, new.base_version, new.base_digest, new.reverts, new.restores)
     is distinct from (old.base_resource_id, old.base_version, old.base_digest, old.reverts, old.restores) then
    raise exception 'what draft % proposes never changes', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger drafts_only_expired_go before delete on drafts
  for each row execute function drafts_keep_their_promise();

-- No serving role commits a status, or a draft that is gone, without the leaf that says so.
create or replace function drafts_leave_evidence() returns trigger language plpgsql as $$
declare
  what text := case when tg_op = 'DELETE' then 'purged' when new.status = 'pending' then 'created' else new.status end;
  draft drafts := case when tg_op = 'DELETE' then old else new end;
begin
  if not exists (select from log_leaves l
      where l.tenant_id = draft.tenant_id and l.subject = draft.id and l.event = 'draft_' || what) then
    raise exception 'draft % is % without evidence', draft.id, what using errcode = 'check_violation';
  end if;
  return null;
end $$;
drop trigger drafts_leave_evidence on drafts;
create constraint trigger drafts_leave_evidence after insert or update of status on drafts
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc')) execute function drafts_leave_evidence();
create constraint trigger drafts_leave_evidence_of_purge after delete on drafts
  deferrable initially deferred for each row execute function drafts_leave_evidence();

-- gc: what a transaction of the sweep becomes. It sees what is due or expired in its tenant and can do two things:
-- expire what is due, and delete what expired at least the shortest retention ago.
drop policy gc_sees_due on drafts;
revoke select on drafts from gc;
grant select (id, tenant_id, status, expires_at, expired_at, lock_version), delete on drafts to gc;
grant update (status, expired_at, lock_version) on drafts to gc;
grant select (id, expired_retention_days) on tenants to gc;
grant select (tenant_id, subject, event) on log_leaves to gc;
create policy gc_sees_ended on drafts as restrictive for select to gc
  using (status = 'expired' or (status = 'pending' and expires_at <= now()));
create policy gc_expires_due on drafts as restrictive for update to gc
  using (status = 'pending' and expires_at <= now()) with check (status = 'expired');
create policy gc_purges_old on drafts as restrictive for delete to gc
  using (status = 'expired' and expired_at < now() - interval '1 day');
-- Kept answers repeat what a draft said; nobody is answered from them after a day.
grant select (tenant_id, principal, operation, key, created_at), delete on idempotency_keys to gc;
create policy gc_sees_stale on idempotency_keys as restrictive to gc
  using (created_at < now() - interval '24 hours');
create index drafts_purgeable on drafts (tenant_id, expired_at, id) where status = 'expired';

-- When the next batch may be swept, by whichever process. The row is nobody's, like the attempts to sign in.
create table sweep_pace (
  tenant_id uuid primary key check (tenant_id = '00000000-0000-0000-0000-000000000000'),
  free_at timestamptz not null
) with (fillfactor = 50);
insert into sweep_pace values ('00000000-0000-0000-0000-000000000000', '-infinity');
alter table sweep_pace enable row level security;
alter table sweep_pace force row level security;
create policy tenant_isolation on sweep_pace
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy sweep_keeps_pace on sweep_pace to gc, log_writer using (true) with check (true);
grant select, update (free_at) on sweep_pace to gc, log_writer;

-- A head moves forward by exactly the leaves that were stored after it, whoever moves it.
create or replace function log_heads_grow() returns trigger language plpgsql as $$
declare
  stored bigint;
  last bigint;
begin
  select count(*), max(l.idx) into stored, last from log_leaves l
    where l.tenant_id = old.tenant_id and l.idx >= old.size;
  if new.tenant_id <> old.tenant_id or new.size <= old.size
     or stored <> new.size - old.size or last is distinct from new.size - 1 then
    raise exception 'the head of a log moves forward by one leaf for each leaf' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- log_append_leaf for many leaves of one event under one lock of the head row: the same entries give the same tree.
create function log_append_leaves(p_event text, p_ids text[], p_subjects text[], p_entries bytea[], p_pending_delta int)
  returns table (idx bigint, leaf_hash bytea) language plpgsql as $$
declare
  tenant uuid := current_tenant();
  said jsonb;
  position bigint;
  edge_now bytea;
  node bytea;
  completed bytea;
  rest bigint;
  kept int;
begin
  if cardinality(p_ids) is distinct from cardinality(p_subjects)
     or cardinality(p_ids) is distinct from cardinality(p_entries) then
    raise exception 'ids, subjects and entries are not the same number' using errcode = 'check_violation';
  end if;
  select h.size, h.edge into position, edge_now from log_heads h where h.tenant_id = tenant for update;
  if not found then
    raise exception 'no log for this tenant' using errcode = 'check_violation';
  end if;
  for n in 1 .. cardinality(p_ids) loop
    said := convert_from(p_entries[n], 'UTF8')::jsonb;
    if (said ->> 'event', said ->> 'id', said ->> 'subject', said ->> 'tenant')
       is distinct from (p_event, p_ids[n], p_subjects[n], tenant::text) then
      raise exception 'the entry does not say what it is appended as' using errcode = 'check_violation';
    end if;
    leaf_hash := sha256('\x00'::bytea || p_entries[n]);
    node := leaf_hash;
    completed := node;
    rest := position;
    kept := length(edge_now);
    while rest & 1 = 1 loop
      node := sha256('\x01'::bytea || substring(edge_now from kept - 31 for 32) || node);
      completed := completed || node;
      kept := kept - 32;
      rest := rest >> 1;
    end loop;
    insert into log_leaves (tenant_id, idx, id, event, subject, entry, hashes)
      values (tenant, position, p_ids[n], p_event, p_subjects[n], p_entries[n], completed);
    edge_now := substring(edge_now from 1 for kept) || node;
    idx := position;
    return next;
    position := position + 1;
  end loop;
  update log_heads h
    set size = position, edge = edge_now,
        pending_count = h.pending_count + p_pending_delta * cardinality(p_ids)
    where h.tenant_id = tenant;
end $$;

-- The bound per second is kept here and not by whoever calls: the pace row is locked until commit, so batches of any
-- number of processes follow one another, each no sooner than the one before has had its share of a second.
create function log_append_swept(
  p_event text, p_ids text[], p_subjects text[], p_entries bytea[], p_pending_delta int, p_per_second int
) returns table (idx bigint, leaf_hash bytea) language plpgsql as $$
declare
  most int := least(100, p_per_second / 2);
  free timestamptz;
begin
  if cardinality(p_ids) not between 1 and most then
    raise exception 'a batch has 1 to % drafts', most using errcode = 'check_violation';
  end if;
  select p.free_at into strict free from sweep_pace p for update;
  if free > clock_timestamp() then
    raise exception 'the sweep is ahead of its pace' using errcode = 'check_violation';
  end if;
  return query select * from log_append_leaves(p_event, p_ids, p_subjects, p_entries, p_pending_delta);
  -- Any second holds whole batches that had to wait out their share of it, at p_per_second less one batch, and at
  -- most one batch more.
  update sweep_pace
    set free_at = clock_timestamp() + make_interval(secs => cardinality(p_ids)::float8 / (p_per_second - most));
end $$;

drop function log_append_expired(text, text, bytea);
create function log_append_expired(p_ids text[], p_subjects text[], p_entries bytea[], p_per_second int)
  returns table (idx bigint, leaf_hash bytea) language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_swept('draft_expired', p_ids, p_subjects, p_entries, -1, p_per_second) $$;
create function log_append_purged(p_ids text[], p_subjects text[], p_entries bytea[], p_per_second int)
  returns table (idx bigint, leaf_hash bytea) language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_swept('draft_purged', p_ids, p_subjects, p_entries, 0, p_per_second) $$;

-- In random order, so that tenants whose sweep fails do not stand before the others for ever.
create or replace function tenants_due(p_limit int)
  returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select t.id from tenants t
  where exists (select from drafts d where d.tenant_id = t.id and d.status = 'pending' and d.expires_at <= now())
  order by random() limit p_limit $$;
create function tenants_purgeable(p_limit int)
  returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select t.id from tenants t
  where exists (select from drafts d where d.tenant_id = t.id and d.status = 'expired'
    and d.expired_at < now() - make_interval(days => t.expired_retention_days))
  order by random() limit p_limit $$;
grant select (expired_at) on drafts to resolver;
grant select (expired_retention_days) on tenants to resolver;
drop policy resolver_sees_due on drafts;
create policy resolver_sees_due on drafts for select to resolver
  using ((status = 'pending' and expires_at <= now()) or status = 'expired');

revoke execute on function log_append_leaves(text, text[], text[], bytea[], int),
  log_append_swept(text, text[], text[], bytea[], int, int), log_append_expired(text[], text[], bytea[], int),
  log_append_purged(text[], text[], bytea[], int), tenants_purgeable(int) from public;
grant execute on function log_append_leaves(text, text[], text[], bytea[], int),
  log_append_swept(text, text[], text[], bytea[], int, int) to log_writer;
grant execute on function log_append_expired(text[], text[], bytea[], int),
  log_append_purged(text[], text[], bytea[], int) to gc;
grant execute on function tenants_purgeable(int) to app;
grant create on schema public to resolver, log_writer;
alter function log_append_leaves(text, text[], text[], bytea[], int) owner to log_writer;
alter function log_append_swept(text, text[], text[], bytea[], int, int) owner to log_writer;
alter function log_append_expired(text[], text[], bytea[], int) owner to log_writer;
alter function log_append_purged(text[], text[], bytea[], int) owner to log_writer;
alter function tenants_purgeable(int) owner to resolver;
revoke create on schema public from resolver, log_writer;
