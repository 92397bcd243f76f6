import { coalesce } from '@/db/coalesce';
import { newId } from '@/db/new-id';
import { appendCalls, type CallRecord, noteSurface } from '@/db/queries/call-append';
import { now } from '@/lib/clock';
import { argsLimit, type Call } from '@/lib/domain/calls/call';
import { cutLongStrings, type Redacted, redactSecrets } from '@/lib/domain/calls/redact';
import { sha256Hex } from '@/lib/domain/evidence/digest';
import { visible } from '@/lib/domain/text/visible';

const insertCall = coalesce<CallRecord>(appendCalls);

/** The surfaces that this process has noted, so that it looks once per tenant and not once per call. */
const noted = new Set<string>();

async function note({ by, serverVersion, surfaceHash, startedAt }: Call): Promise<void> {
  const key = `${by.tenantId} ${serverVersion} ${surfaceHash}`;
  if (surfaceHash === null || noted.has(key)) return;
  await noteSurface(by.tenantId, { serverVersion, surfaceHash, at: startedAt });
  if (noted.size >= rememberedTexts) noted.clear();
  noted.add(key);
}

/**
 * Writes one row of the call log. Secrets are taken out before anything else, the digest is over what is left, and
 * only then long strings are cut. Throws when the row cannot be written: the caller must then answer no.
 */
export async function recordCall(call: Call): Promise<void> {
  const args = keptArgs(call.args ?? null);
  const finishedAt = now();
  await note(call);
  await insertCall(call.by.tenantId, {
    id: newId('call'),
    correlation_id: call.correlationId,
    run_id: text(call.runId, 200),
    task_ref: text(call.taskRef, 200),
    reason: text(call.reason, 500),
    session_id: text(call.sessionId, 200),
    model: text(call.model, 100),
    triggered_by_call_id: text(call.triggeredBy, 40),
    jsonrpc_id: text(call.jsonrpcId, 200),
    agent_key_id: call.by.keyId,
    agent_identity: call.by.name,
    human_owner_id: call.by.ownerId,
    client_name: text(call.clientName, 100),
    client_version: text(call.clientVersion, 100),
    protocol_version: text(call.protocolVersion, 40),
    server_version: call.serverVersion,
    method: text(call.method, 100) ?? '',
    tool: text(call.tool, 300),
    tool_definition_hash: call.toolDefinitionHash,
    surface_hash: call.surfaceHash,
    safety_class: call.safetyClass,
    risk_tier: call.riskTier,
    args_redacted: cutLongStrings(args.value),
    args_digest: `sha256:${sha256Hex(JSON.stringify(args.value))}`,
    redaction_count: args.count,
    decision: call.decision,
    decision_rule_id: call.ruleId,
    decision_reason: text(call.decisionReason, 600),
    outcome: call.outcome,
    error_code: call.errorCode,
    http_status: call.httpStatus,
    ...resultOf(call),
    downstream_action_id: call.draftId,
    started_at: call.startedAt,
    finished_at: finishedAt,
    duration_ms: Math.max(0, finishedAt.getTime() - call.startedAt.getTime()),
    ip: call.ip,
    user_agent: text(call.userAgent, 300),
    client_cert_sha256: call.certificate,
  });
}

/** Arguments beyond the limit are not looked through, so they are not kept. */
function keptArgs(args: unknown): Redacted {
  const bytes = Buffer.byteLength(JSON.stringify(args));
  return bytes > argsLimit ? { value: { omitted_bytes: bytes }, count: 0 } : redactSecrets(args);
}

/** What a client says of itself, bounded, visible and without anything that looks like a secret. */
export function text(said: string | null, longest: number): string | null {
  if (said === null || unchanged.has(said)) return said;
  const kept = visible(String(redactSecrets(said.slice(0, longest).toWellFormed()).value));
  if (kept === said && said.length <= rememberedLength) remember(said);
  return kept;
}

const rememberedLength = 40;
const rememberedTexts = 256;

/** Short texts that are kept as they are said: every request of a client repeats its name, its version and its tools. */
const unchanged = new Set<string>();

function remember(said: string): void {
  if (unchanged.size >= rememberedTexts) unchanged.clear();
  unchanged.add(said);
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
