-- Every table with a tenant: row-level security on, forced, and one policy that knows only the current tenant.
-- The policy speaks of no role: what a role may do at all is what it was granted below.
do $$
declare
  t text;
begin
  foreach t in array array['users', 'sessions', 'invitations', 'kill_switches', 'agent_keys', 'tool_calls',
    'refusal_marks', 'idempotency_keys', 'endpoints', 'endpoint_versions', 'drafts', 'log_heads', 'log_leaves'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_isolation on %I using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
  end loop;
end $$;
alter table tenants enable row level security;
alter table tenants force row level security;
create policy tenant_isolation on tenants using (id = current_tenant()) with check (id = current_tenant());

-- app: serves requests.
grant select, insert on tenants, users, sessions, invitations, kill_switches, agent_keys to app;
grant update (name, role, disabled_at) on users to app;
grant update (revoked_at) on sessions to app;
grant update (accepted_by, accepted_at) on invitations to app;
grant update (engaged_at, engaged_by, reason) on kill_switches to app;
grant update (status, revoked_by, revoked_at) on agent_keys to app;
grant select, insert on tool_calls, refusal_marks to app;
grant select, insert, delete, update (response) on idempotency_keys to app;
grant select, insert, update on endpoints to app;
grant select, insert on endpoint_versions to app;
grant select, insert on drafts to app;
grant update (status, lock_version, applied_by, applied_at, resource_id, resource_version, discarded_by,
  discarded_by_kind, discarded_at, discard_reason, discard_message, discard_salt, expired_at, decided_by_name)
  on drafts to app;
grant select on log_heads, log_leaves to app;

-- agent: what a transaction of an agent's becomes. It writes no resource table and cannot set a draft to applied:
-- it holds no right on the columns that an applied draft must have, and its policy forbids the status.
grant select (id, name, draft_ttl_hours) on tenants to agent;
grant select (id, tenant_id, name) on users to agent;
grant select on endpoints, endpoint_versions, drafts, log_heads, log_leaves to agent;
grant insert on drafts, refusal_marks to agent;
grant select on refusal_marks to agent;
grant select, insert, delete, update (response) on idempotency_keys to agent;
grant update (status, lock_version, discarded_by, discarded_by_kind, discarded_at, discard_reason, discard_message,
  discard_salt, decided_by_name) on drafts to agent;
create policy agent_proposes on drafts as restrictive for insert to agent
  with check (status = 'pending' and created_by_kind = 'agent' and created_by_id = current_principal());
create policy agent_discards_own on drafts as restrictive for update to agent
  using (created_by_kind = 'agent' and created_by_id = current_principal())
  with check (status in ('pending', 'discarded')
    and (discarded_by is null or (discarded_by = current_principal() and discarded_by_kind = 'agent')));

-- What an agent writes beside its drafts is its own too: it can neither answer nor silence for somebody else.
create policy agent_keeps_own on idempotency_keys as restrictive to agent
  using (principal = current_principal()) with check (principal = current_principal());
create policy agent_marks_own on refusal_marks as restrictive to agent
  using (principal = current_principal()) with check (principal = current_principal());

-- Evidence commits with the change or nothing happened, as a rule of the database: no serving role can commit a draft
-- in a status that the log does not hold.
create function drafts_leave_evidence() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l where l.tenant_id = new.tenant_id and l.subject = new.id
      and l.event = case new.status when 'pending' then 'draft_created' else 'draft_' || new.status end) then
    raise exception 'draft % is % without evidence', new.id, new.status using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger drafts_leave_evidence after insert or update of status on drafts
  deferrable initially deferred for each row
  when (current_user in ('app', 'agent')) execute function drafts_leave_evidence();

-- gc: sees only what is due, and only the columns that say so.
grant select (tenant_id, status, expires_at) on drafts to gc;
create policy gc_sees_due on drafts for select to gc using (status = 'pending' and expires_at < now());

-- log_writer owns the append functions and nothing else may write the log.
grant select, insert on log_heads to log_writer;
grant update on log_heads to log_writer;
grant select, insert on log_leaves to log_writer;

-- An agent reads its own calls and nobody else's.
grant select on tool_calls to agent;
create policy agent_reads_own_calls on tool_calls as restrictive for select to agent
  using (agent_key_id = current_principal());
