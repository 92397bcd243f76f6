import { type ExportedCall, severityOf } from './exported-call';
import { given, ocsfActivities, ocsfSeverities, ocsfVersion, sha256Fingerprint } from './ocsf-words';

/** The verb of a request over REST, whose method is its route; null for one of the protocol of agents. */
const restVerb = (method: string): string | null => /^([A-Z]+) \//.exec(method)?.[1] ?? null;

/** What a call does to the platform: a proposal is made, a draft is withdrawn, everything else reads. */
function activityOf({ method, tool = '', safety_class: safety }: ExportedCall): keyof typeof ocsfActivities {
  if (method !== 'tools/call' && restVerb(method) === null) {
    return method === 'resources/read' || method === 'prompts/get' ? 2 : 99;
  }
  if (safety === 'read') return 2;
  if (tool.startsWith('draft_create')) return 1;
  return tool === 'draft_discard' ? 4 : 99;
}

/**
 * A call as an OCSF API Activity, class 6003, with the profiles `ai_operation` and `record_integrity`. The fingerprint is
 * of our row in its chain, which the export as JSON lines holds byte for byte.
 */
export function toOcsf(call: ExportedCall): Record<string, unknown> {
  const activity = activityOf(call);
  const severity = severityOf(call);
  const isGood = call.outcome === 'ok';
  const started = Date.parse(call.started_at);
  return {
    category_uid: 6,
    category_name: 'Application Activity',
    class_uid: 6003,
    class_name: 'API Activity',
    activity_id: activity,
    activity_name: ocsfActivities[activity],
    type_uid: 600_300 + activity,
    type_name: `API Activity: ${ocsfActivities[activity]}`,
    time: started,
    start_time: started,
    end_time: Date.parse(call.finished_at),
    duration: call.duration_ms,
    severity_id: severity,
    severity: ocsfSeverities[severity],
    status_id: isGood ? 1 : 2,
    status: isGood ? 'Success' : 'Failure',
    ...given({ status_code: call.error_code, status_detail: call.decision_rule_id }),
    metadata: {
      version: ocsfVersion,
      profiles: ['ai_operation', 'record_integrity'],
      product: { name: 'Countersign', vendor_name: 'Countersign', version: call.server_version },
      uid: call.id,
      correlation_uid: call.correlation_id,
      sequence: call.seq,
      tenant_uid: call.tenant_id,
    },
    actor: {
      user: { uid: call.human_owner_id, credential_uid: call.agent_key_id },
      ...(call.client_name !== undefined && {
        application: { name: call.client_name, ...given({ version: call.client_version }) },
      }),
      ...(call.session_id !== undefined && { session: { uid: call.session_id } }),
    },
    ai_agent: {
      uid: call.agent_key_id,
      name: call.agent_identity,
      ...(call.model !== undefined && { ai_model: { name: call.model, ai_provider: 'Unknown' } }),
    },
    api: {
      operation: call.tool ?? call.method,
      service: { name: call.server, version: call.server_version },
      request: { uid: call.correlation_id, ...given({ data: call.args_redacted }) },
      response: { code: call.http_status, ...given({ error: call.error_code }) },
      ...given({ version: call.protocol_version }),
    },
    src_endpoint: call.ip === undefined ? { name: 'unknown' } : { ip: call.ip },
    http_request: { http_method: restVerb(call.method) ?? 'POST', ...given({ user_agent: call.user_agent }) },
    ...(call.downstream_action_id !== undefined && {
      resources: [{ uid: call.downstream_action_id, type: 'draft' }],
    }),
    attestation_list: [
      { uid: call.id, chain_uid: `${call.tenant_id}/calls`, fingerprint: sha256Fingerprint(call.entryHash) },
    ],
    unmapped: unmappedOf(call),
  };
}

const unmappedOf = (call: ExportedCall) =>
  given({
    prev_hash: call.prevHash,
    decision: call.decision,
    run_id: call.run_id,
    task_ref: call.task_ref,
    reason: call.reason,
    safety_class: call.safety_class,
    risk_tier: call.risk_tier,
    tool_definition_hash: call.tool_definition_hash,
    args_digest: call.args_digest,
    redaction_count: call.redaction_count,
    result_class: call.result_class,
    result_bytes: call.result_bytes,
    result_digest: call.result_digest,
    triggered_by_call_id: call.triggered_by_call_id,
    client_cert_sha256: call.client_cert_sha256,
  });
