import type { DataClass } from '../policy/data-class';
import { needOf, presses } from './boundary-pressure';
import { grantDuring } from './grant-during';
import { methodsOf } from './key-methods';
import type { Packet, PacketCall } from './packet';
import { approvalsOf, draftsOf, rollbackOf } from './packet-drafts';
import { reportedBy } from './packet-reported';
import type { RunCall, RunKey, RunRecord } from './run-record';

const distinct = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.filter((value) => value !== null)),
];

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The review packet of a run: a pure function of what was recorded. */
export function toPacket(record: RunRecord): Packet {
  const { calls, drafts, keys } = record;
  const { first_at, last_at, ...counts } = record.counts;
  const { files, packages, ...reported } = reportedBy(record.reports);
  const agents = keys.map((key) => toAgent(key, record));
  return {
    run_id: record.runId,
    made_at: record.readAt.toISOString(),
    first_call_at: iso(first_at),
    last_call_at: iso(last_at),
    task: {
      refs: distinct([...drafts, ...calls].map(({ task_ref }) => task_ref)),
      reasons: distinct(drafts.map(({ rationale }) => rationale)),
    },
    agents,
    allowed: {
      files,
      packages,
      servers: keys.length === 0 ? [] : ['self'],
      ...grantOf(agents),
    },
    ...reported,
    calls: { ...counts, shown: calls.length },
    tool_calls: calls.map(toCall),
    boundary_pressure: record.refused.filter(presses).map(toPressure),
    drafts: draftsOf(record),
    rollback: rollbackOf(record),
    approvals: approvalsOf(record),
  };
}

function grantOf(agents: Packet['agents']): Pick<Packet['allowed'], 'methods' | 'data_classes' | 'grant'> {
  const known = agents.flatMap(({ grants }) => grants ?? []);
  const complete = agents.length > 0 && agents.every(({ grants }) => grants !== null);
  return {
    methods: distinct(known.flatMap(({ methods }) => methods)),
    data_classes: distinct<DataClass>(known.flatMap(({ data_classes }) => data_classes)),
    grant: complete ? (known.length > agents.length ? 'changed' : 'throughout') : 'unknown',
  };
}

const grantsIn = (key: RunKey, { keyEvents }: RunRecord): Packet['agents'][number]['grants'] =>
  grantDuring(key, keyEvents, key.part)?.map(({ from, granted }) => ({
    from: from.toISOString(),
    methods: methodsOf(granted),
    data_classes: [...granted.data_classes],
  })) ?? null;

function toAgent(key: RunKey, record: RunRecord): Packet['agents'][number] {
  const own = record.calls.filter(({ agent_key_id }) => agent_key_id === key.id);
  return {
    key_id: key.id,
    name: key.agent_identity,
    first_at: key.part.first_at.toISOString(),
    last_at: key.part.last_at.toISOString(),
    calls: key.part.calls,
    denied: key.part.denied,
    owner: { id: key.human_owner_id, name: key.owner_name },
    purpose: key.purpose,
    environment: key.environment,
    key_status: key.status,
    key_revision: key.revision,
    hosts: distinct(own.map(hostOf)),
    models: distinct(own.map(({ model }) => model)),
    grants: grantsIn(key, record),
  };
}

const hostOf = ({ client_name: name, client_version: version }: RunCall): string | null =>
  name === null ? null : [name, version].filter((part) => part !== null).join(' ');

const toCall = (call: RunCall): PacketCall => ({
  id: call.id,
  at: call.started_at.toISOString(),
  method: call.method,
  tool: call.tool,
  reason: call.reason,
  decision: call.decision,
  rule: call.decision_rule_id,
  approval: call.approval_state,
  outcome: call.outcome,
  error_code: call.error_code,
  key_id: call.agent_key_id,
  correlation_id: call.correlation_id,
  args: call.args_text,
  result:
    call.result_bytes === null
      ? null
      : { class: call.result_class, bytes: call.result_bytes, digest: call.result_digest },
  untrusted_content: call.untrusted_content,
  triggered_by_call_id: call.triggered_by_call_id,
  server: call.server,
  server_version: call.server_version,
  draft_id: call.downstream_action_id,
});

function toPressure(call: RunCall): Packet['boundary_pressure'][number] {
  const { scope, words } = needOf(call);
  return {
    call_id: call.id,
    key_id: call.agent_key_id,
    at: call.started_at.toISOString(),
    tool: call.tool,
    code: call.error_code,
    needs: words,
    scope,
    correlation_id: call.correlation_id,
  };
}
