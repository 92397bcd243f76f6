-- The call log is a chain per tenant: each row holds the hash of the one before it and of itself. One row per chain
-- says how far it reaches; its lock gives out positions without gaps.
create table chain_heads (
  tenant_id uuid not null,
  chain text not null check (chain in ('calls', 'audit')),
  seq bigint not null check (seq >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (tenant_id, chain)
) with (fillfactor = 50);

-- What people and operators changed, in a chain of its own.
create table audit_events (
  id text not null check (id like 'aud\_%'),
  tenant_id uuid not null,
  type text not null check (type ~ '^[a-z_]{3,60}$'),
  actor_kind text not null check (actor_kind in ('human', 'agent', 'system')),
  actor_id text not null,
  channel text not null check (channel in ('ui', 'api', 'mcp', 'system')),
  subject text not null,
  before jsonb,
  after jsonb,
  reason text check (length(reason) <= 500),
  correlation_id text,
  at timestamptz(3) not null,
  seq bigint not null,
  prev_hash bytea not null,
  entry_hash bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, seq)
);
create index audit_events_subject on audit_events (tenant_id, subject, at);
create index audit_events_correlation on audit_events (tenant_id, correlation_id) where correlation_id is not null;
create index audit_events_type on audit_events (tenant_id, type, at);

-- One row per HTTP request of a proven key.
create table transport_requests (
  id text not null check (id like 'trq\_%'),
  tenant_id uuid not null,
  at timestamptz(3) not null,
  http_method text not null,
  rpc_method text,
  agent_key_id text not null,
  status int not null,
  duration_ms int not null,
  bytes_in int not null,
  bytes_out bigint not null,
  correlation_id text not null,
  protocol_version text,
  ip inet,
  user_agent text,
  client_cert_sha256 text,
  primary key (tenant_id, id)
);
create index transport_requests_correlation on transport_requests (tenant_id, correlation_id);
create index transport_requests_at on transport_requests (tenant_id, at);

-- How far the front of a chain was removed, and the hash with which what is left goes on.
create table call_anchors (
  tenant_id uuid not null,
  seq bigint not null,
  hash bytea not null check (length(hash) = 32),
  removed int not null check (removed > 0),
  at timestamptz(3) not null,
  primary key (tenant_id, seq)
);

-- Which versions of this server and which lists of tools a tenant's agents have called.
create table called_surfaces (
  tenant_id uuid not null,
  server_version text not null,
  surface_hash text not null,
  first_called_at timestamptz(3) not null,
  primary key (tenant_id, server_version, surface_hash)
);

do $$
declare
  t text;
begin
  foreach t in array array['chain_heads', 'audit_events', 'transport_requests', 'call_anchors', 'called_surfaces'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_isolation on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
  end loop;
end $$;

create function moment_text(p_at timestamptz) returns text language sql immutable parallel safe
  return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- What is hashed of a row: its fields that are not null, without the two hashes. A JSON field goes in as its text, so
-- that the object is flat; a field that a later version adds is null in older rows and changes none of their hashes.
-- In plpgsql, which plans once per session and not once per row.
create function call_entry(c tool_calls) returns jsonb language plpgsql stable parallel safe as $$
begin
  return jsonb_strip_nulls((to_jsonb(c) - array['prev_hash', 'entry_hash', 'args_redacted', 'started_at', 'finished_at'])
    || jsonb_build_object('args_redacted', c.args_redacted::text, 'started_at', moment_text(c.started_at),
      'finished_at', moment_text(c.finished_at)));
end $$;
create function audit_entry(e audit_events) returns jsonb language plpgsql stable parallel safe as $$
begin
  return jsonb_strip_nulls((to_jsonb(e) - array['prev_hash', 'entry_hash', 'before', 'after', 'at'])
    || jsonb_build_object('before', e.before::text, 'after', e.after::text, 'at', moment_text(e.at)));
end $$;

-- RFC 8785 of a flat object whose names are ASCII and whose numbers are whole: names in order, no space, and Postgres
-- escapes a string as the RFC does.
create function canonical_flat(p_entry jsonb) returns text language plpgsql immutable parallel safe as $$
begin
  return (select '{' || string_agg('"' || f.key || '":' || f.value::text, ',' order by f.key collate "C") || '}'
    from jsonb_each(p_entry) as f(key, value));
end $$;
create function chain_hash(p_prev bytea, p_entry jsonb) returns bytea language plpgsql immutable parallel safe as $$
begin
  return sha256(p_prev || sha256(convert_to(canonical_flat(p_entry), 'UTF8')));
end $$;

alter table tool_calls add seq bigint;
-- The calls of before this migration are chained in the order in which they began. Forced row-level security would hide
-- them, and the tenants, from the owner too.
alter table tool_calls no force row level security;
do $$
declare
  c tool_calls;
  tenant uuid;
  place bigint := 0;
  last bytea;
begin
  for c in select * from tool_calls t order by t.tenant_id, t.started_at, t.id loop
    if tenant is distinct from c.tenant_id then
      tenant := c.tenant_id;
      place := 0;
      last := decode(repeat('00', 32), 'hex');
    end if;
    place := place + 1;
    c.seq := place;
    c.prev_hash := last;
    last := chain_hash(last, call_entry(c));
    update tool_calls set seq = place, prev_hash = c.prev_hash, entry_hash = last
      where tenant_id = tenant and id = c.id;
    perform set_config('app.tenant_id', tenant::text, true);
    insert into chain_heads values (tenant, 'calls', place, last)
      on conflict (tenant_id, chain) do update set seq = excluded.seq, hash = excluded.hash;
  end loop;
  perform set_config('app.tenant_id', '', true);
end $$;
alter table tool_calls force row level security;
alter table tool_calls
  alter seq set not null,
  alter prev_hash set not null,
  alter entry_hash set not null,
  add unique (tenant_id, seq);

-- No row of a chain ever changes, and one goes only below an anchor that says where the rest begins.
create function chain_never_changes() returns trigger language plpgsql as $$
begin
  raise exception 'a recorded row never changes' using errcode = 'insufficient_privilege';
end $$;
create function calls_go_below_anchor() returns trigger language plpgsql as $$
begin
  if not exists (select from call_anchors a where a.tenant_id = old.tenant_id and a.seq >= old.seq) then
    raise exception 'a call is removed only from the front, below an anchor' using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger tool_calls_never_change before update on tool_calls
  for each row execute function chain_never_changes();
create trigger tool_calls_go_below_anchor before delete on tool_calls
  for each row execute function calls_go_below_anchor();
create trigger tool_calls_never_truncate before truncate on tool_calls
  for each statement execute function chain_never_changes();
create trigger audit_events_never_change before update or delete on audit_events
  for each row execute function chain_never_changes();
create trigger audit_events_never_truncate before truncate on audit_events
  for each statement execute function chain_never_changes();

-- A head moves forward to the last row that is stored, an anchor to a row that is still there: whoever moves them.
create function chain_heads_grow() returns trigger language plpgsql as $$
declare
  last bytea;
begin
  if new.chain = 'calls' then
    select c.entry_hash into last from tool_calls c where c.tenant_id = new.tenant_id and c.seq = new.seq;
  else
    select e.entry_hash into last from audit_events e where e.tenant_id = new.tenant_id and e.seq = new.seq;
  end if;
  if new.seq <= old.seq or new.hash is distinct from last
     or (new.tenant_id, new.chain) is distinct from (old.tenant_id, old.chain) then
    raise exception 'a chain only grows' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger chain_heads_grow before update on chain_heads for each row execute function chain_heads_grow();
create trigger chain_heads_never_deleted before delete on chain_heads
  for each row execute function chain_never_changes();
create trigger chain_heads_never_truncate before truncate on chain_heads
  for each statement execute function chain_never_changes();
create function call_anchors_hold() returns trigger language plpgsql as $$
begin
  if not exists (select from tool_calls c
      where c.tenant_id = new.tenant_id and c.seq = new.seq and c.entry_hash = new.hash) then
    raise exception 'an anchor is the hash of a row that is there' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger call_anchors_hold before insert on call_anchors for each row execute function call_anchors_hold();
create trigger call_anchors_never_change before update or delete on call_anchors
  for each row execute function chain_never_changes();
create trigger call_anchors_never_truncate before truncate on call_anchors
  for each statement execute function chain_never_changes();

-- No calls are removed without the leaf that says how far, and with which hash the rest goes on.
create function call_anchors_leave_evidence() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from log_leaves l
      where l.tenant_id = new.tenant_id and l.subject = 'call_log' and l.event = 'calls_purged'
        and l.xmin = pg_current_xact_id()::xid
        and convert_from(l.entry, 'UTF8')::jsonb -> 'payload' @>
          jsonb_build_object('through_seq', new.seq, 'anchor_hash', 'sha256:' || encode(new.hash, 'hex'))) then
    raise exception 'calls were removed without evidence' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger call_anchors_leave_evidence after insert on call_anchors
  deferrable initially deferred for each row execute function call_anchors_leave_evidence();

-- Takes the head of a chain of the current tenant, locked until commit.
create function chain_hold(p_chain text, out seq bigint, out hash bytea) language plpgsql as $$
begin
  select h.seq, h.hash into chain_hold.seq, chain_hold.hash from chain_heads h
    where h.tenant_id = current_tenant() and h.chain = p_chain for update;
  if not found then
    insert into chain_heads values (current_tenant(), p_chain, 0, decode(repeat('00', 32), 'hex'))
      on conflict (tenant_id, chain) do nothing;
    select h.seq, h.hash into chain_hold.seq, chain_hold.hash from chain_heads h
      where h.tenant_id = current_tenant() and h.chain = p_chain for update;
  end if;
end $$;

-- Events of one transaction, in their order. The transaction's own tenant, and no other.
create function audit_append(p_events jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  said jsonb;
  e audit_events;
  place bigint;
  last bytea;
begin
  select h.seq, h.hash into place, last from chain_hold('audit') h;
  for said in select value from jsonb_array_elements(p_events) loop
    e := jsonb_populate_record(null::audit_events,
      said || jsonb_build_object('tenant_id', current_tenant(), 'seq', place + 1));
    e.prev_hash := last;
    e.entry_hash := chain_hash(last, audit_entry(e));
    insert into audit_events select e.*;
    place := e.seq;
    last := e.entry_hash;
  end loop;
  update chain_heads h set seq = place, hash = last where h.tenant_id = current_tenant() and h.chain = 'audit';
end $$;

-- Calls are recorded in statements of their own, many at a time: they stay even when what they describe was rolled back.
-- Position and hashes are made here, under the lock of the head, of the row as it is stored.
drop function call_append(uuid, jsonb);
create function call_append(p_tenant uuid, p_calls jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  said jsonb;
  c tool_calls;
  place bigint;
  last bytea;
begin
  if current_tenant() is not null and current_tenant() <> p_tenant then
    raise exception 'a transaction of one tenant records no call of another' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.tenant_id', p_tenant::text, true);
  select h.seq, h.hash into place, last from chain_hold('calls') h;
  for said in select value from jsonb_array_elements(p_calls) loop
    c := jsonb_populate_record(null::tool_calls, jsonb_build_object('server', 'self', 'redaction_count', 0,
      'approval_state', 'none', 'untrusted_content', false) || said
      || jsonb_build_object('tenant_id', p_tenant, 'seq', place + 1));
    c.prev_hash := last;
    c.entry_hash := chain_hash(last, call_entry(c));
    insert into tool_calls select c.*;
    place := c.seq;
    last := c.entry_hash;
  end loop;
  update chain_heads h set seq = place, hash = last where h.tenant_id = p_tenant and h.chain = 'calls';
end $$;

-- The first call of a tenant to another version of this server, or to another list of tools, is an event.
create function surface_called(p_tenant uuid, p_version text, p_surface text, p_at timestamptz, p_ids text[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  before called_surfaces;
  changed jsonb := '[]';
  event jsonb;
begin
  if current_tenant() is not null and current_tenant() <> p_tenant then
    raise exception 'a transaction of one tenant records nothing of another' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.tenant_id', p_tenant::text, true);
  select * into before from called_surfaces s where s.tenant_id = p_tenant order by s.first_called_at desc limit 1;
  insert into called_surfaces values (p_tenant, p_version, p_surface, p_at) on conflict do nothing;
  if not found or before.tenant_id is null then
    return;
  end if;
  event := jsonb_build_object('actor_kind', 'system', 'actor_id', 'system:server', 'channel', 'system', 'subject', 'self',
    'at', moment_text(p_at));
  if before.server_version <> p_version then
    changed := changed || jsonb_build_array(event || jsonb_build_object('id', p_ids[1], 'type', 'server_version_changed',
      'before', jsonb_build_object('server_version', before.server_version),
      'after', jsonb_build_object('server_version', p_version)));
  end if;
  if before.surface_hash <> p_surface then
    changed := changed || jsonb_build_array(event || jsonb_build_object('id', p_ids[2], 'type', 'tool_list_changed',
      'before', jsonb_build_object('surface_hash', before.surface_hash),
      'after', jsonb_build_object('surface_hash', p_surface)));
  end if;
  perform audit_append(changed);
end $$;

create function transport_append(p_tenant uuid, p_requests jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Nobody waits for these rows, and they wait for no disk: a crash loses those of a blink.
  perform unwaited(p_tenant);
  insert into transport_requests
    select r.* from jsonb_array_elements(p_requests) as said(value),
      jsonb_populate_record(null::transport_requests, said.value || jsonb_build_object('tenant_id', p_tenant)) as r;
end $$;

-- Removes the oldest calls, at most p_most, and none of less than a day; leaves the anchor. For the sweep, whose
-- transaction must leave the evidence. What carried those calls goes at the same age.
create function calls_purge(p_days int, p_most int, p_at timestamptz, out removed int, out through_seq bigint, out anchor_hash bytea)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  until timestamptz := now() - make_interval(days => greatest(p_days, 1));
begin
  perform chain_hold('calls');
  delete from transport_requests t where (t.tenant_id, t.id) in (
    select r.tenant_id, r.id from transport_requests r
    where r.tenant_id = current_tenant() and r.at < until order by r.at limit 10 * p_most);
  select max(o.seq), count(*) into through_seq, removed from (
    select c.seq, bool_and(c.finished_at < until) over (order by c.seq) as old
    from (select seq, finished_at from tool_calls where tenant_id = current_tenant() order by seq limit p_most) c) o
  where o.old;
  if through_seq is null then
    removed := 0;
    return;
  end if;
  select c.entry_hash into anchor_hash from tool_calls c where c.tenant_id = current_tenant() and c.seq = through_seq;
  insert into call_anchors values (current_tenant(), through_seq, anchor_hash, removed, p_at);
  delete from tool_calls c where c.tenant_id = current_tenant() and c.seq <= through_seq;
end $$;
create function log_append_calls_purged(p_id text, p_subject text, p_entry bytea, out idx bigint, out leaf_hash bytea)
  language sql security definer set search_path = public, pg_temp
  as $$ select * from log_append_leaf('calls_purged', p_id, p_subject, p_entry, 0) $$;

create policy resolver_sees_oldest on tool_calls for select to resolver using (true);
create policy resolver_sees_oldest on transport_requests for select to resolver using (true);
grant select (tenant_id, seq, finished_at) on tool_calls to resolver;
grant select (tenant_id, at) on transport_requests to resolver;
create function tenants_with_old_calls(p_days int, p_limit int) returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select t.id from tenants t
  where (select c.finished_at from tool_calls c where c.tenant_id = t.id order by c.seq limit 1)
      < now() - make_interval(days => greatest(p_days, 1))
    or exists (select from transport_requests r where r.tenant_id = t.id
      and r.at < now() - make_interval(days => greatest(p_days, 1)))
  order by random() limit p_limit $$;

-- The events of a call are its row, read as what happened: nothing is written twice.
create view call_events with (security_invoker = true) as
  select c.tenant_id, e.type, c.agent_key_id as actor_id, c.id as call_id, c.tool, c.correlation_id, e.at
  from tool_calls c cross join lateral (values
      ('tool_call_requested', c.started_at),
      (case c.decision when 'allow' then 'tool_call_approved' when 'deny' then 'tool_call_denied' end, c.started_at),
      (case c.outcome when 'ok' then 'tool_call_executed' when 'denied' then null else 'tool_call_failed' end,
        c.finished_at),
      (case when c.result_class is not null or c.redaction_count > 0 then 'result_classified' end, c.finished_at)
    ) as e(type, at)
  where e.type is not null and c.method = 'tools/call'
  union all
  select r.tenant_id, e.type, r.agent_key_id, null, null, r.correlation_id, r.at
  from transport_requests r join (values ('initialize', 'server_connected'), ('server/discover', 'server_connected'),
      ('tools/list', 'capabilities_discovered')) as e(method, type) on e.method = r.rpc_method
  where r.status = 200
  union all
  select a.tenant_id, 'downstream_action_completed', a.actor_id, c.id, c.tool, c.correlation_id, a.at
  from audit_events a join tool_calls c
    on c.tenant_id = a.tenant_id and c.downstream_action_id = a.subject and c.safety_class = 'write' and c.outcome = 'ok'
  where a.type = 'draft_applied';

revoke insert, update, delete on tool_calls from app;
grant select on chain_heads, audit_events, transport_requests, call_anchors, call_events to app;
grant select, insert, update on chain_heads to log_writer;
grant select, insert on audit_events, call_anchors to log_writer;
grant select, insert, delete on transport_requests to log_writer;
grant select, delete on tool_calls to log_writer;
grant select, insert on called_surfaces to log_writer;

revoke execute on function moment_text(timestamptz), call_entry(tool_calls), audit_entry(audit_events),
  canonical_flat(jsonb), chain_hash(bytea, jsonb), chain_never_changes(), calls_go_below_anchor(), chain_heads_grow(),
  call_anchors_hold(), call_anchors_leave_evidence(), chain_hold(text), audit_append(jsonb), call_append(uuid, jsonb),
  surface_called(uuid, text, text, timestamptz, text[]), transport_append(uuid, jsonb), calls_purge(int, int, timestamptz),
  log_append_calls_purged(text, text, bytea), tenants_with_old_calls(int, int) from public;
grant execute on function moment_text(timestamptz), call_entry(tool_calls), audit_entry(audit_events) to app, log_writer;
grant execute on function canonical_flat(jsonb), chain_hash(bytea, jsonb), chain_hold(text), unwaited(uuid) to log_writer;
grant execute on function audit_append(jsonb), call_append(uuid, jsonb), transport_append(uuid, jsonb),
  surface_called(uuid, text, text, timestamptz, text[]), tenants_with_old_calls(int, int) to app;
grant execute on function calls_purge(int, int, timestamptz), log_append_calls_purged(text, text, bytea) to gc;
grant create on schema public to resolver, log_writer;
alter function call_append(uuid, jsonb) owner to log_writer;
alter function call_anchors_leave_evidence() owner to log_writer;
alter function audit_append(jsonb) owner to log_writer;
alter function surface_called(uuid, text, text, timestamptz, text[]) owner to log_writer;
alter function transport_append(uuid, jsonb) owner to log_writer;
alter function calls_purge(int, int, timestamptz) owner to log_writer;
alter function log_append_calls_purged(text, text, bytea) owner to log_writer;
alter function tenants_with_old_calls(int, int) owner to resolver;
revoke create on schema public from resolver, log_writer;
