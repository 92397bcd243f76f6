-- A request of an agent over REST is a call like one over MCP: its method is the route, such as `GET /api/v1/drafts/[id]`.
-- What happened at it is read from its row too.
create or replace view call_events with (security_invoker = true) as
  select c.tenant_id, e.type, c.agent_key_id as actor_id, c.id as call_id, c.tool, c.correlation_id, e.at
  from tool_calls c cross join lateral (values
      ('tool_call_requested', c.started_at),
      (case c.decision when 'allow' then 'tool_call_approved' when 'deny' then 'tool_call_denied' end, c.started_at),
      (case c.outcome when 'ok' then 'tool_call_executed' when 'denied' then null else 'tool_call_failed' end,
        c.finished_at),
      (case when c.result_class is not null or c.redaction_count > 0 then 'result_classified' end, c.finished_at)
    ) as e(type, at)
  where e.type is not null and (c.method = 'tools/call' or c.method ~ '^[A-Z]+ /api/v1/')
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

-- What OAuth leaves behind is swept when it is of no use to anybody any more: requests that ran out, and what was given out
-- for keys that ended, both `p_days` ago. Until then that a used one comes a second time is seen.
grant select (revoked_at) on agent_keys to resolver;
grant select (tenant_id, expires_at) on oauth_requests to resolver;
create policy resolver_reads on oauth_requests for select to resolver using (true);
create function tenants_with_old_oauth(p_days int, p_limit int) returns table (tenant_id uuid)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select * from (
    select distinct s.tenant_id from oauth_secrets s
      join agent_keys k on k.tenant_id = s.tenant_id and k.id = s.key_id
    where least(k.expires_at, k.revoked_at, k.grace_until) < now() - make_interval(days => greatest(p_days, 1))
    union
    select r.tenant_id from oauth_requests r
    where r.expires_at < now() - make_interval(days => greatest(p_days, 1))) t
  order by random() limit p_limit $$;
revoke execute on function tenants_with_old_oauth(int, int) from public;
grant execute on function tenants_with_old_oauth(int, int) to app;
grant create on schema public to resolver;
alter function tenants_with_old_oauth(int, int) owner to resolver;
revoke create on schema public from resolver;
grant select (tenant_id, id, expires_at, revoked_at, grace_until) on agent_keys to gc;
grant select (tenant_id, id, key_id), delete on oauth_secrets to gc;
grant select (tenant_id, id, expires_at), delete on oauth_requests to gc;
