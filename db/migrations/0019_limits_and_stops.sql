-- Stops. A row of kill_switches is a switch; a row of stops is one time that it was engaged, with who, when and why.
-- The switch of the whole installation is one reserved row that belongs to no tenant; its operator alone moves it.
alter table kill_switches drop constraint kill_switches_tenant_id_fkey, drop constraint kill_switches_scope_check;
alter table kill_switches
  add stop_id text,
  add check (scope in ('global', 'tenant', 'key', 'tool', 'run')),
  add check (length(subject) between 1 and 200),
  add check ((scope in ('global', 'tenant')) = (subject = '*')),
  add check ((scope = 'global') = (tenant_id = '00000000-0000-0000-0000-000000000000'));
grant update (stop_id) on kill_switches to app;
create policy global_is_the_operators on kill_switches as restrictive for update to app using (scope <> 'global');
create policy global_is_there on kill_switches as restrictive for insert to app with check (scope <> 'global');
select set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true);
insert into kill_switches (tenant_id, scope, subject) values (current_tenant(), 'global', '*');
select set_config('app.tenant_id', '', true);

create table stops (
  id text primary key check (id like 'stp\_%'),
  tenant_id uuid not null references tenants,
  scope text not null check (scope in ('global', 'tenant', 'key', 'tool', 'run')),
  subject text not null check (length(subject) between 1 and 200),
  subject_name text not null,
  engaged_by text not null,
  engaged_by_name text not null,
  engaged_at timestamptz(3) not null,
  reason text not null check (length(reason) <= 500),
  salt bytea not null check (length(salt) = 16),
  released_by text,
  released_by_name text,
  released_at timestamptz(3) check (released_at >= engaged_at),
  release_reason text check (length(release_reason) between 10 and 500),
  release_salt bytea check (length(release_salt) = 16),
  check (num_nulls(released_by, released_by_name, released_at, release_reason, release_salt) in (0, 5))
);
create unique index stops_in_force on stops (tenant_id, scope, subject) where released_at is null;
create index stops_newest on stops (tenant_id, engaged_at desc, id);
grant select, insert, update (released_by, released_by_name, released_at, release_reason, release_salt) on stops to app;

-- No serving role commits a stop, or its end, without the leaf that says so; and what ended stays ended.
create function stops_leave_evidence() returns trigger language plpgsql as $$
declare
  said text := case when new.released_at is null then 'stop_engaged' else 'stop_released' end;
  about jsonb := case when new.released_at is null
    then jsonb_build_object('scope', new.scope, 'engaged_by', jsonb_build_object('id', new.engaged_by))
    else jsonb_build_object('released_by', jsonb_build_object('id', new.released_by)) end;
begin
  if not exists (select from log_leaves l where l.tenant_id = new.tenant_id and l.subject = new.id
      and l.event = said and l.xmin = pg_current_xact_id()::xid
      and convert_from(l.entry, 'UTF8')::jsonb -> 'payload' @> about) then
    raise exception 'stop % without evidence', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger stops_leave_evidence after insert or update on stops
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc')) execute function stops_leave_evidence();
create function stops_stay_released() returns trigger language plpgsql as $$
begin
  raise exception 'stop % was released for good', old.id using errcode = 'check_violation';
end $$;
create trigger stops_stay_released before update on stops
  for each row when (old.released_at is not null) execute function stops_stay_released();

-- A switch of a tenant says what its stops say: it moves with them or not at all.
create function switches_follow_stops() returns trigger language plpgsql as $$
begin
  if (new.engaged_at is not null) is distinct from exists (select from stops s where s.tenant_id = new.tenant_id
      and s.scope = new.scope and s.subject = new.subject and s.released_at is null) then
    raise exception 'the switch % % without its stop', new.scope, new.subject using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger switches_follow_stops after insert or update on kill_switches
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent', 'gc') and new.scope <> 'global') execute function switches_follow_stops();

-- Whoever asks sees whether the whole installation is stopped, and nothing else of the reserved row.
grant select (scope, engaged_at, engaged_by) on kill_switches to resolver;
create policy resolver_reads_global on kill_switches for select to resolver using (scope = 'global');
create function global_stop(out engaged_at timestamptz, out engaged_by text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select k.engaged_at, k.engaged_by from kill_switches k where k.scope = 'global' $$;

-- What stops a request or a draft of the current tenant, the widest first. Where a switch that is always there is not,
-- everything is stopped. A subject that is null is asked about by nobody.
create function stops_covering(p_key text, p_tool text, p_run text)
  returns table (scope text, subject text, engaged_at timestamptz, engaged_by text, stop_id text)
  language sql stable as $$
  select c.scope, c.subject, c.engaged_at, c.engaged_by, c.stop_id from (
    select 'global' as scope, '*' as subject, g.engaged_at, g.engaged_by, null as stop_id
      from global_stop() g where g.engaged_at is not null
    union all
    select 'tenant', '*', now(), 'unknown', null where not exists (select from kill_switches k
      where k.tenant_id = current_tenant() and k.scope = 'tenant' and k.subject = '*')
    union all
    select k.scope, k.subject, k.engaged_at, k.engaged_by, k.stop_id from kill_switches k
      where k.tenant_id = current_tenant() and k.engaged_at is not null
        and (k.scope, k.subject) in (('tenant', '*'), ('key', p_key), ('tool', p_tool), ('run', p_run))) c
  order by array_position(array['global', 'tenant', 'key', 'tool', 'run'], c.scope) $$;

-- What a key, with those that it replaced and that replaced it, has left to ask: a bucket that fills at its rate, and what
-- was asked in this minute. It is that of the first of them. Logged, so that a crash
-- or a failover gives nobody a full bucket; without waiting for the disk, so that a crash loses a blink of the counting.
create table rate_buckets (
  tenant_id uuid not null,
  key_id text not null,
  level double precision not null,
  filled_at timestamptz not null,
  minute_from timestamptz not null,
  minute_used int not null,
  primary key (tenant_id, key_id)
) with (fillfactor = 50);
grant select, insert, update on rate_buckets to app;

-- Requests of a key that were not let in: how many by which rule, and when the call log last took one of them. Of what is
-- refused before the limits are asked also at which operation: one of those that there are, never what a client makes up.
create table refused_requests (
  tenant_id uuid not null,
  key_id text not null,
  rule text not null check (length(rule) <= 40),
  operation text not null default '' check (length(operation) <= 100),
  total bigint not null,
  noted_at timestamptz not null,
  primary key (tenant_id, key_id, rule, operation)
) with (fillfactor = 50);
grant select, insert, update on refused_requests to app;

-- What its refused requests may weigh in a minute before a key is paused: a term of the key, changed with its leaf alone.
-- A key may have no more drafts waiting than the interface gives; the conversion lowers the rows that row-level security
-- and the triggers of revoked keys would keep from an update of the owner's.
alter table agent_keys
  add refusals_per_min int not null default 20 check (refusals_per_min between 5 and 1000),
  drop constraint agent_keys_max_pending_drafts_check,
  alter max_pending_drafts type int using least(max_pending_drafts, 10000),
  add constraint agent_keys_max_pending_drafts_check check (max_pending_drafts between 1 and 10000);
grant update (refusals_per_min) on agent_keys to app;

create table circuit_breakers (
  tenant_id uuid not null,
  key_id text not null,
  state text not null check (state in ('closed', 'open', 'half_open')),
  score int not null check (score >= 0),
  window_from timestamptz(3) not null,
  -- How often in a row it opened: each time it stays open for longer.
  trips int not null check (trips >= 0),
  opened_at timestamptz(3),
  open_until timestamptz(3),
  -- While half open: until when the one request that was let through may take.
  probe_until timestamptz(3),
  reset_by text,
  reset_at timestamptz(3),
  reset_reason text check (length(reset_reason) between 10 and 500),
  reset_salt bytea check (length(reset_salt) = 16),
  check (num_nulls(reset_by, reset_at, reset_reason, reset_salt) in (0, 4)),
  primary key (tenant_id, key_id),
  check ((state = 'closed') = (open_until is null))
);
grant select, insert, update on circuit_breakers to app;

do $$
declare
  t text;
begin
  foreach t in array array['stops', 'rate_buckets', 'refused_requests', 'circuit_breakers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_isolation on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
  end loop;
end $$;

-- What counts requests waits for no disk, and is a transaction of its own: inside another it would take from that one,
-- and from its evidence, that they are on the disk when COMMIT answers.
create function unwaited(p_tenant uuid) returns void language plpgsql as $$
begin
  if current_tenant() is not null then
    raise exception 'what counts requests is a transaction of its own' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.tenant_id', p_tenant::text, true), set_config('synchronous_commit', 'off', true);
end $$;

create function note_refusal(p_tenant uuid, p_key text, p_rule text, p_operation text) returns boolean
  language plpgsql as $$
declare
  at timestamptz := clock_timestamp();
  noted boolean;
begin
  insert into refused_requests values (p_tenant, p_key, p_rule, p_operation, 1, at) on conflict do nothing;
  if found then
    return true;
  end if;
  -- Asked of the row that is held: two requests may have come in the same microsecond.
  update refused_requests r set total = r.total + 1
    where r.tenant_id = p_tenant and r.key_id = p_key and r.rule = p_rule and r.operation = p_operation
    returning r.noted_at <= at - interval '10 seconds' into noted;
  if noted then
    update refused_requests r set noted_at = at
      where r.tenant_id = p_tenant and r.key_id = p_key and r.rule = p_rule and r.operation = p_operation;
  end if;
  -- A row that has gone meanwhile counts nothing, and hides nothing.
  return coalesce(noted, true);
end $$;

-- Counts one refusal of a proven key and says whether the call log takes it: one in ten seconds of those alike.
create function refusal_noted(p_tenant uuid, p_key text, p_rule text, p_operation text) returns boolean
  language plpgsql as $$
begin
  perform unwaited(p_tenant);
  return note_refusal(p_tenant, p_key, p_rule, p_operation);
end $$;

-- The circuit of a key: what it is, and the seconds until it lets a request in; null where it stands in no one's way.
create function circuit_wait(p_tenant uuid, p_key text, out state text, out wait int) language plpgsql as $$
#variable_conflict use_column
declare
  circuit circuit_breakers;
begin
  select * into circuit from circuit_breakers c where c.tenant_id = p_tenant and c.key_id = p_key;
  if circuit.state in ('open', 'half_open') then
    select * into circuit from circuit_breakers c where c.tenant_id = p_tenant and c.key_id = p_key for update;
  end if;
  state := coalesce(circuit.state, 'closed');
  wait := ceil(extract(epoch from case state when 'open' then circuit.open_until
    when 'half_open' then circuit.probe_until end - clock_timestamp()));
  if wait <= 0 then
    wait := null;
  end if;
end $$;

-- Takes one request out of the bucket of a key: null, or the seconds until there is one again.
create function bucket_wait(p_tenant uuid, p_key text, p_rate int, p_burst int) returns int language plpgsql as $$
#variable_conflict use_column
declare
  at timestamptz;
  bucket rate_buckets;
begin
  select * into bucket from rate_buckets b where b.tenant_id = p_tenant and b.key_id = p_key for update;
  if not found then
    insert into rate_buckets values (p_tenant, p_key, p_burst, clock_timestamp(), clock_timestamp(), 0)
      on conflict do nothing;
    select * into bucket from rate_buckets b where b.tenant_id = p_tenant and b.key_id = p_key for update;
  end if;
  -- Read once the row is held: whoever held it before was later than this request's start.
  at := clock_timestamp();
  bucket.level := least(p_burst, bucket.level + greatest(0, extract(epoch from at - bucket.filled_at)) * p_rate / 60.0);
  if at >= bucket.minute_from + interval '1 minute' then
    bucket.minute_from := at;
    bucket.minute_used := 0;
  end if;
  if bucket.minute_used >= p_rate then
    return greatest(1, ceil(extract(epoch from bucket.minute_from + interval '1 minute' - at)));
  elsif bucket.level < 1 then
    return greatest(1, ceil((1 - bucket.level) * 60.0 / p_rate));
  end if;
  update rate_buckets b set level = bucket.level - 1, filled_at = at, minute_from = bucket.minute_from,
      minute_used = bucket.minute_used + 1
    where b.tenant_id = p_tenant and b.key_id = p_key;
  return null;
end $$;

-- Whether one request of a proven key is let in, in one flight: stops, then its circuit breaker, then its limit, by the
-- clock of the database. Of what is refused the call log takes one row per key and rule in ten seconds; `noted` says whether
-- it is this one.
create function mcp_admit(p_tenant uuid, p_key text, p_tool text, p_run text, p_rate int, p_burst int,
    out verdict text, out rule text, out retry_after int, out noted boolean)
  language plpgsql as $$
declare
  circuit text;
begin
  perform unwaited(p_tenant);
  select 'stopped', 'stop:' || s.scope into verdict, rule from stops_covering(p_key, p_tool, p_run) s limit 1;
  if verdict is null then
    select c.state, c.wait into circuit, retry_after from circuit_wait(p_tenant, p_key) c;
    if retry_after is not null then
      verdict := 'open';
      rule := 'circuit:key';
    else
      retry_after := bucket_wait(p_tenant, coalesce((select k.counted_as from agent_keys k
        where k.tenant_id = p_tenant and k.id = p_key), p_key), p_rate, p_burst);
      if retry_after is not null then
        verdict := 'limited';
        rule := 'rate:key';
      end if;
    end if;
  end if;
  if rule is not null then
    noted := note_refusal(p_tenant, p_key, rule, '');
  elsif circuit = 'closed' then
    verdict := 'admitted';
  else
    verdict := 'probe';
    update circuit_breakers c set state = 'half_open', probe_until = clock_timestamp() + interval '1 minute'
      where c.tenant_id = p_tenant and c.key_id = p_key;
  end if;
end $$;

create function log_append_stop_engaged(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('stop_engaged', p_id, p_subject, p_entry, 0) $$;
create function log_append_stop_released(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('stop_released', p_id, p_subject, p_entry, 0) $$;
create function log_append_circuit_opened(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('circuit_opened', p_id, p_subject, p_entry, 0) $$;
create function log_append_circuit_reset(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('circuit_reset', p_id, p_subject, p_entry, 0) $$;

revoke execute on function stops_leave_evidence(), stops_stay_released(), switches_follow_stops(), global_stop(),
  stops_covering(text, text, text), unwaited(uuid), note_refusal(uuid, text, text, text),
  refusal_noted(uuid, text, text, text), circuit_wait(uuid, text), bucket_wait(uuid, text, int, int),
  mcp_admit(uuid, text, text, text, int, int), log_append_stop_engaged(text, text, bytea), log_append_stop_released(text, text, bytea),
  log_append_circuit_opened(text, text, bytea), log_append_circuit_reset(text, text, bytea) from public;
grant execute on function global_stop(), stops_covering(text, text, text), unwaited(uuid),
  note_refusal(uuid, text, text, text), refusal_noted(uuid, text, text, text), circuit_wait(uuid, text),
  bucket_wait(uuid, text, int, int), mcp_admit(uuid, text, text, text, int, int),
  log_append_stop_engaged(text, text, bytea), log_append_stop_released(text, text, bytea),
  log_append_circuit_opened(text, text, bytea), log_append_circuit_reset(text, text, bytea) to app;
grant create on schema public to resolver, log_writer;
alter function global_stop() owner to resolver;
alter function log_append_stop_engaged(text, text, bytea) owner to log_writer;
alter function log_append_stop_released(text, text, bytea) owner to log_writer;
alter function log_append_circuit_opened(text, text, bytea) owner to log_writer;
alter function log_append_circuit_reset(text, text, bytea) owner to log_writer;
revoke create on schema public from resolver, log_writer;
