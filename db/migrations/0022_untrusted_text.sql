-- What an agent asked for and was refused is read on every review of its drafts, among however many calls it made.
create index tool_calls_denied on tool_calls (tenant_id, agent_key_id, started_at desc) where decision = 'deny';
create index tool_calls_denied_run on tool_calls (tenant_id, run_id, started_at desc)
  where decision = 'deny' and run_id is not null;
