-- What is hashed of a call as text: canonical_flat(call_entry(c)), written down at once. A field that is null is left out
-- by concat_ws. db/call-text.test.ts holds the two together, whatever columns come.
create function call_text(c tool_calls) returns text language plpgsql stable parallel safe as $$
begin
  return '{' || concat_ws(',',
    '"agent_identity":' || to_json(c.agent_identity),
    '"agent_key_id":' || to_json(c.agent_key_id),
    '"approval_id":' || to_json(c.approval_id),
    '"approval_state":' || to_json(c.approval_state),
    '"args_digest":' || to_json(c.args_digest),
    '"args_redacted":' || to_json(c.args_redacted::text),
    '"client_cert_sha256":' || to_json(c.client_cert_sha256),
    '"client_name":' || to_json(c.client_name),
    '"client_version":' || to_json(c.client_version),
    '"correlation_id":' || to_json(c.correlation_id),
    '"decision":' || to_json(c.decision),
    '"decision_reason":' || to_json(c.decision_reason),
    '"decision_rule_id":' || to_json(c.decision_rule_id),
    '"downstream_action_id":' || to_json(c.downstream_action_id),
    '"duration_ms":' || c.duration_ms,
    '"error_code":' || to_json(c.error_code),
    '"finished_at":' || to_json(moment_text(c.finished_at)),
    '"http_status":' || c.http_status,
    '"human_owner_id":' || to_json(c.human_owner_id),
    '"id":' || to_json(c.id),
    '"ip":' || to_json(c.ip),
    '"jsonrpc_id":' || to_json(c.jsonrpc_id),
    '"method":' || to_json(c.method),
    '"model":' || to_json(c.model),
    '"outcome":' || to_json(c.outcome),
    '"protocol_version":' || to_json(c.protocol_version),
    '"reason":' || to_json(c.reason),
    '"redaction_count":' || c.redaction_count,
    '"result_bytes":' || c.result_bytes,
    '"result_class":' || to_json(c.result_class),
    '"result_digest":' || to_json(c.result_digest),
    '"result_ref":' || to_json(c.result_ref),
    '"risk_tier":' || to_json(c.risk_tier),
    '"run_id":' || to_json(c.run_id),
    '"safety_class":' || to_json(c.safety_class),
    '"seq":' || c.seq,
    '"server":' || to_json(c.server),
    '"server_version":' || to_json(c.server_version),
    '"session_id":' || to_json(c.session_id),
    '"started_at":' || to_json(moment_text(c.started_at)),
    '"surface_hash":' || to_json(c.surface_hash),
    '"task_ref":' || to_json(c.task_ref),
    '"tenant_id":' || to_json(c.tenant_id),
    '"tool":' || to_json(c.tool),
    '"tool_definition_hash":' || to_json(c.tool_definition_hash),
    '"triggered_by_call_id":' || to_json(c.triggered_by_call_id),
    '"untrusted_content":' || c.untrusted_content,
    '"user_agent":' || to_json(c.user_agent)) || '}';
end $$;

-- As before: position and hashes are made under the lock of the head, of the row as it is stored. What a call leaves out
-- comes from one row of defaults, and no JSON is put together or taken apart again on the way.
create or replace function call_append(p_tenant uuid, p_calls jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  usual tool_calls;
  said jsonb;
  c tool_calls;
  place bigint;
  last bytea;
begin
  if current_tenant() is not null and current_tenant() <> p_tenant then
    raise exception 'a transaction of one tenant records no call of another' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.tenant_id', p_tenant::text, true);
  usual.server := 'self';
  usual.redaction_count := 0;
  usual.approval_state := 'none';
  usual.untrusted_content := false;
  select h.seq, h.hash into place, last from chain_hold('calls') h;
  for said in select value from jsonb_array_elements(p_calls) loop
    c := jsonb_populate_record(usual, said - 'tenant_id');
    c.tenant_id := p_tenant;
    c.seq := place + 1;
    c.prev_hash := last;
    c.entry_hash := sha256(last || sha256(convert_to(call_text(c), 'UTF8')));
    insert into tool_calls select c.*;
    place := c.seq;
    last := c.entry_hash;
  end loop;
  update chain_heads h set seq = place, hash = last where h.tenant_id = p_tenant and h.chain = 'calls';
end $$;

revoke execute on function call_text(tool_calls) from public;
grant execute on function call_text(tool_calls) to log_writer;
