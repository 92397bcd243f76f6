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
