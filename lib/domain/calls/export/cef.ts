import { type ExportedCall, severityOf } from './exported-call';

/** UNTRUSTED INPUT: names that agents chose. A header field ends at a pipe and a record at a line break. */
const header = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(lineBreaks, ' ');

/** An extension's value ends where the next ` name=` begins. */
const value = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('=', '\\=').replaceAll('\r\n', '\\n').replace(lineBreaks, '\\n');

/** Everything that any reader takes for the end of a line. */
const lineBreaks = /[\n\r\v\f\u0085\u2028\u2029]/g;

const severities = { 1: 2, 2: 4, 3: 6, 4: 9 } as const;

/** A call as one line of ArcSight Common Event Format 0. The one place that knows CEF. */
export function toCef(call: ExportedCall): string {
  const name = call.tool ?? call.method;
  const fields: Record<string, string | number | undefined> = {
    rt: Date.parse(call.started_at),
    end: Date.parse(call.finished_at),
    externalId: call.id,
    act: call.decision,
    outcome: call.outcome,
    suid: call.agent_key_id,
    suser: call.agent_identity,
    duid: call.human_owner_id,
    src: call.ip?.includes(':') === false ? call.ip : undefined,
    c6a2: call.ip?.includes(':') === true ? call.ip : undefined,
    c6a2Label: call.ip?.includes(':') === true ? 'Source IPv6 Address' : undefined,
    requestMethod: call.method,
    requestClientApplication: call.user_agent,
    reason: call.error_code,
    msg: call.reason,
    out: call.result_bytes,
    cs1: call.correlation_id,
    cs1Label: 'correlationId',
    cs2: call.run_id,
    cs2Label: call.run_id === undefined ? undefined : 'runId',
    cs3: call.decision_rule_id,
    cs3Label: call.decision_rule_id === undefined ? undefined : 'rule',
    cs4: call.args_digest,
    cs4Label: call.args_digest === undefined ? undefined : 'argumentsDigest',
    cs5: call.entryHash,
    cs5Label: 'entryHash',
    cs6: call.downstream_action_id,
    cs6Label: call.downstream_action_id === undefined ? undefined : 'draft',
    cn1: call.seq,
    cn1Label: 'position',
  };
  const extension = Object.entries(fields)
    .filter(([, said]) => said !== undefined)
    .map(([key, said]) => `${key}=${value(String(said))}`)
    .join(' ');
  const signature = call.error_code ?? `${call.method}:${call.outcome}`;
  const head = ['CEF:0', 'Countersign', 'Countersign', call.server_version, signature, name].map(header);
  return `${head.join('|')}|${severities[severityOf(call)]}|${extension}`;
}
