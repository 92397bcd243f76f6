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

type Field = [key: string, said: string | number | undefined];

/** A field of CEF that has no meaning of its own, with its label: both or neither. */
const labelled = (key: string, label: string, said: string | number | undefined): Field[] =>
  said === undefined
    ? []
    : [
        [key, said],
        [`${key}Label`, label],
      ];

const addressOf = (ip: string | undefined): Field[] =>
  ip?.includes(':') ? labelled('c6a2', 'Source IPv6 Address', ip) : [['src', ip]];

/** A call as one line of ArcSight Common Event Format 0. The one place that knows CEF. */
export function toCef(call: ExportedCall): string {
  const fields: Field[] = [
    ['rt', Date.parse(call.started_at)],
    ['end', Date.parse(call.finished_at)],
    ['externalId', call.id],
    ['act', call.decision],
    ['outcome', call.outcome],
    ['suid', call.agent_key_id],
    ['suser', call.agent_identity],
    ['duid', call.human_owner_id],
    ...addressOf(call.ip),
    ['requestMethod', call.method],
    ['requestClientApplication', call.user_agent],
    ['reason', call.error_code],
    ['msg', call.reason],
    ['out', call.result_bytes],
    ...labelled('cs1', 'correlationId', call.correlation_id),
    ...labelled('cs2', 'runId', call.run_id),
    ...labelled('cs3', 'rule', call.decision_rule_id),
    ...labelled('cs4', 'argumentsDigest', call.args_digest),
    ...labelled('cs5', 'entryHash', call.entryHash),
    ...labelled('cs6', 'draft', call.downstream_action_id),
    ...labelled('cn1', 'position', call.seq),
  ];
  const extension = fields
    .filter(([, said]) => said !== undefined)
    .map(([key, said]) => `${key}=${value(String(said))}`)
    .join(' ');
  const signature = call.error_code ?? `${call.method}:${call.outcome}`;
  const name = call.tool ?? call.method;
  const head = ['CEF:0', 'Countersign', 'Countersign', call.server_version, signature, name].map(header);
  return `${head.join('|')}|${severities[severityOf(call)]}|${extension}`;
}
