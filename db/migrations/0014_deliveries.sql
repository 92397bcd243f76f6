-- Where a tenant's applied changes are sent. The secrets are sealed by a key that no database holds.
create table control_planes (
  tenant_id uuid not null primary key references tenants,
  url text not null check (length(url) <= 2000),
  url_salt bytea not null check (length(url_salt) = 16),
  sealed_secrets bytea not null,
  secret_ids text[] not null check (cardinality(secret_ids) between 1 and 2),
  changed_by text not null,
  changed_at timestamptz(3) not null,
  gone_at timestamptz(3)
);

-- The outbox: one row per applied change of a tenant that has a control plane, made by the transaction that applies.
create table deliveries (
  tenant_id uuid not null references tenants,
  id text not null check (id like 'dlv\_%'),
  draft_id text not null,
  evidence_id text not null,
  kind resource_kind not null,
  operation draft_operation not null,
  resource_id text not null,
  resource_name text not null,
  version int not null check (version > 0),
  digest text check (digest ~ '^sha256:[0-9a-f]{64}$'),
  applied_at timestamptz(3) not null,
  state text not null default 'pending' check (state in ('pending', 'retrying', 'delivered', 'dead')),
  rank int not null generated always as (case state when 'dead' then 0 when 'delivered' then 2 else 1 end) stored,
  attempts int not null default 0,
  failures int not null default 0,
  next_attempt_at timestamptz(3),
  lease text,
  leased_until timestamptz(3),
  last_outcome text,
  finished_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, draft_id),
  check ((state in ('delivered', 'dead')) = (finished_at is not null)),
  check ((finished_at is null) = (next_attempt_at is not null)),
  check ((lease is null) = (leased_until is null)),
  check (lease is null or finished_at is null)
);
create index deliveries_due on deliveries (tenant_id, next_attempt_at) where finished_at is null;
create index deliveries_listed on deliveries (tenant_id, rank, applied_at desc, id desc);
create index deliveries_in_state on deliveries (tenant_id, state, applied_at desc, id desc);
create index deliveries_of_resource on deliveries (tenant_id, resource_id, version);
create index deliveries_finished on deliveries (tenant_id, finished_at) where finished_at is not null;

-- One row per attempt, made before anything is sent: what was interrupted stays visible. No body, no header, no address.
create table delivery_attempts (
  tenant_id uuid not null,
  delivery_id text not null,
  number int not null check (number > 0),
  started_at timestamptz(3) not null,
  outcome text not null default 'started',
  status_class int check (status_class between 1 and 5),
  duration_ms int check (duration_ms >= 0),
  primary key (tenant_id, delivery_id, number),
  foreign key (tenant_id, delivery_id) references deliveries (tenant_id, id) on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['control_planes', 'deliveries', 'delivery_attempts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_isolation on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
  end loop;
end $$;
grant select, insert, update, delete on control_planes to app;
grant select, insert on deliveries, delivery_attempts to app;
grant update (state, attempts, failures, next_attempt_at, lease, leased_until, last_outcome, finished_at)
  on deliveries to app;
grant update (outcome, status_class, duration_ms) on delivery_attempts to app;
-- An agent sees what became of a change, and nothing of where it is sent.
grant select on deliveries, delivery_attempts to agent;

-- What was delivered stays delivered.
create function deliveries_stay_delivered() returns trigger language plpgsql as $$
begin
  raise exception 'delivery % has been delivered', old.id using errcode = 'check_violation';
end $$;
create trigger deliveries_stay_delivered before update on deliveries
  for each row when (old.state = 'delivered') execute function deliveries_stay_delivered();

create function log_append_control_plane_set(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('control_plane_set', p_id, p_subject, p_entry, 0) $$;
create function log_append_control_plane_removed(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('control_plane_removed', p_id, p_subject, p_entry, 0) $$;
create function log_append_delivery_resent(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('delivery_resent', p_id, p_subject, p_entry, 0) $$;

-- No serving role commits another address or secret, or sends something again, without the leaf that says so.
create function control_planes_leave_evidence() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l
      where l.tenant_id = coalesce(new.tenant_id, old.tenant_id) and l.subject = 'control_plane' and l.xmin = pg_current_xact_id()::xid
        and l.event = case tg_op when 'DELETE' then 'control_plane_removed' else 'control_plane_set' end) then
    raise exception 'the control plane changed without evidence' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger control_planes_leave_evidence
  after insert or delete or update of url, url_salt, sealed_secrets, secret_ids on control_planes
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc')) execute function control_planes_leave_evidence();
create function deliveries_leave_evidence() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l
      where l.tenant_id = new.tenant_id and l.subject = new.draft_id and l.event = 'delivery_resent'
        and l.xmin = pg_current_xact_id()::xid) then
    raise exception 'delivery % was sent again without evidence', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger deliveries_leave_evidence after update of state, failures on deliveries
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc') and (new.failures < old.failures
    or new.state = 'pending' and old.state <> 'pending' or old.state = 'dead' and new.state <> 'dead'))
  execute function deliveries_leave_evidence();

-- gc: deletes what was finished at least the shortest retention ago, and sees nothing else of it.
grant select (tenant_id, id, finished_at), delete on deliveries to gc;
create policy gc_sees_finished on deliveries as restrictive to gc using (finished_at < now() - interval '1 day');

-- What may be sent now: nobody is sending it, and no earlier change of its resource is still on its way. Read by the claim
-- and by what says which tenants have something to send, each with its own rights.
create view due_deliveries with (security_invoker = true) as
  select d.tenant_id, d.id, d.next_attempt_at from deliveries d
  where d.finished_at is null and d.next_attempt_at <= statement_timestamp()
    and (d.leased_until is null or d.leased_until <= statement_timestamp())
    and not exists (select from deliveries e where e.tenant_id = d.tenant_id and e.resource_id = d.resource_id
      and e.version < d.version and e.finished_at is null);
grant select, update on due_deliveries to app;

-- Which tenants have something to send. The resolver reads when and in which order, and nothing of what or where.
grant select (tenant_id, gone_at) on control_planes to resolver;
grant select (tenant_id, id, resource_id, version, next_attempt_at, leased_until, finished_at) on deliveries to resolver;
grant select on due_deliveries to resolver;
create policy resolver_reads on control_planes for select to resolver using (true);
create policy resolver_reads on deliveries for select to resolver using (true);
create function tenants_to_deliver(p_limit int)
  returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select c.tenant_id from control_planes c
  where c.gone_at is null and exists (select from due_deliveries d where d.tenant_id = c.tenant_id)
  order by random() limit p_limit $$;
create or replace function tenants_purgeable(p_limit int)
  returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select t.id from tenants t
  where exists (select from drafts d where d.tenant_id = t.id and d.status = 'expired'
      and d.expired_at < now() - make_interval(days => t.expired_retention_days))
    or exists (select from deliveries d where d.tenant_id = t.id
      and d.finished_at < now() - make_interval(days => t.expired_retention_days))
  order by random() limit p_limit $$;

revoke execute on function deliveries_stay_delivered(), control_planes_leave_evidence(), deliveries_leave_evidence(),
  log_append_control_plane_set(text, text, bytea), log_append_control_plane_removed(text, text, bytea),
  log_append_delivery_resent(text, text, bytea), tenants_to_deliver(int) from public;
grant execute on function log_append_control_plane_set(text, text, bytea),
  log_append_control_plane_removed(text, text, bytea), log_append_delivery_resent(text, text, bytea),
  tenants_to_deliver(int) to app;
grant create on schema public to resolver, log_writer;
alter function log_append_control_plane_set(text, text, bytea) owner to log_writer;
alter function log_append_control_plane_removed(text, text, bytea) owner to log_writer;
alter function log_append_delivery_resent(text, text, bytea) owner to log_writer;
alter function tenants_to_deliver(int) owner to resolver;
alter function tenants_purgeable(int) owner to resolver;
revoke create on schema public from resolver, log_writer;
