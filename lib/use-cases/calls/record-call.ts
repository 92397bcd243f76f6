import { coalesce } from '@/db/coalesce';
import { newId } from '@/db/new-id';
import { appendCalls, type CallRecord, noteSurface } from '@/db/queries/call-append';
import { now } from '@/lib/clock';
import { argsLimit, type Call } from '@/lib/domain/calls/call';
import { keptText } from '@/lib/domain/calls/kept-text';
import { cutLongStrings, type Redacted, redactSecrets } from '@/lib/domain/calls/redact';
import { sha256Hex } from '@/lib/domain/evidence/digest';

const insertCall = coalesce<CallRecord>(appendCalls);

/** The surfaces that this process has noted, so that it looks once per tenant and not once per call. */
const noted = new Set<string>();
const notedAtMost = 256;

async function note({ by, serverVersion, surfaceHash, startedAt }: Call): Promise<void> {
  const key = `${by.tenantId} ${serverVersion} ${surfaceHash}`;
  if (surfaceHash === null || noted.has(key)) return;
  await noteSurface(by.tenantId, { serverVersion, surfaceHash, at: startedAt });
  if (noted.size >= notedAtMost) noted.clear();
  noted.add(key);
}

/**
 * Writes one row of the call log. Secrets are taken out of the arguments and of every text beside them before anything else;
 * the digest is over what is left of the arguments, and only then is anything cut. Throws when the row cannot be written: the
 * caller must then answer no.
 */
export async function recordCall(call: Call): Promise<void> {
  const args = keptArgs(call.args ?? null);
  const finishedAt = now();
  await note(call);
  await insertCall(call.by.tenantId, {
    id: newId('call'),
    correlation_id: call.correlationId,
    run_id: keptText(call.runId, 200),
    task_ref: keptText(call.taskRef, 200),
    reason: keptText(call.reason, 500),
    session_id: keptText(call.sessionId, 200),
    model: keptText(call.model, 100),
    triggered_by_call_id: keptText(call.triggeredBy, 40),
    jsonrpc_id: keptText(call.jsonrpcId, 200),
    agent_key_id: call.by.keyId,
    agent_identity: call.by.name,
    human_owner_id: call.by.ownerId,
    client_name: keptText(call.clientName, 100),
    client_version: keptText(call.clientVersion, 100),
    protocol_version: keptText(call.protocolVersion, 40),
    server_version: call.serverVersion,
    method: keptText(call.method, 100),
    tool: keptText(call.tool, 300),
    tool_definition_hash: call.toolDefinitionHash,
    surface_hash: call.surfaceHash,
    safety_class: call.safetyClass,
    risk_tier: call.riskTier,
    args_redacted: cutLongStrings(args.value),
    args_digest: `sha256:${sha256Hex(JSON.stringify(args.value))}`,
    redaction_count: args.count,
    decision: call.decision,
    decision_rule_id: call.ruleId,
    decision_reason: keptText(call.decisionReason, 600),
    outcome: call.outcome,
    error_code: call.errorCode,
    http_status: call.httpStatus,
    ...resultOf(call),
    downstream_action_id: call.draftId,
    started_at: call.startedAt,
    finished_at: finishedAt,
    duration_ms: Math.max(0, finishedAt.getTime() - call.startedAt.getTime()),
    ip: call.ip,
    user_agent: keptText(call.userAgent, 300),
    client_cert_sha256: call.certificate,
  });
}

/** Arguments beyond the limit are not looked through, so they are not kept. */
function keptArgs(args: unknown): Redacted {
  const bytes = Buffer.byteLength(JSON.stringify(args));
  return bytes > argsLimit ? { value: { omitted_bytes: bytes }, count: 0 } : redactSecrets(args);
}

function resultOf({ result }: Call) {
  if (result === null) return {};
  return {
    result_class: result.class,
    result_bytes: Buffer.byteLength(result.text),
    result_digest: `sha256:${sha256Hex(result.text)}`,
    untrusted_content: result.untrusted,
  };
}
