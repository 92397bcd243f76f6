-- What an agent says of its own run. Nobody checked it: it is shown as that, and an agent can neither change what it said
-- nor speak for another key.
create table run_reports (
  tenant_id uuid not null references tenants,
  run_id text not null check (length(run_id) between 1 and 200),
  agent_key_id text not null,
  revision int not null check (revision between 1 and 20),
  report jsonb not null check (jsonb_typeof(report) = 'object'),
  redaction_count int not null check (redaction_count >= 0),
  correlation_id text not null,
  reported_at timestamptz(3) not null,
  primary key (tenant_id, run_id, agent_key_id, revision)
);
alter table run_reports enable row level security;
alter table run_reports force row level security;
create policy tenant_isolation on run_reports
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy agent_reports_own on run_reports as restrictive to agent
  using (agent_key_id = current_principal()) with check (agent_key_id = current_principal());
grant select on run_reports to app;
grant select, insert on run_reports to agent;

-- The log is read newest first, whole or by one of these. Calls that went well are in the first three alone.
create index tool_calls_listed on tool_calls (tenant_id, started_at desc, id desc);
create index tool_calls_tool on tool_calls (tenant_id, tool, started_at desc, id desc);
create index tool_calls_agent on tool_calls (tenant_id, agent_identity, started_at desc, id desc);
create index tool_calls_refused on tool_calls (tenant_id, decision, started_at desc, id desc) where decision <> 'allow';
create index tool_calls_failed on tool_calls (tenant_id, outcome, started_at desc, id desc) where outcome <> 'ok';
create index tool_calls_code on tool_calls (tenant_id, error_code, started_at desc, id desc)
  where error_code is not null;
create index tool_calls_draft on tool_calls (tenant_id, downstream_action_id, started_at)
  where downstream_action_id is not null;
create index drafts_of_run on drafts (tenant_id, run_id, created_at) where run_id is not null;
create index drafts_of_correlation on drafts (tenant_id, correlation_id);
create index drafts_reverting on drafts (tenant_id, reverts) where reverts is not null;
