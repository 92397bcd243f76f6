import { grantUnknown, grantWords } from './grant-words';
import {
  callRef,
  callsWords,
  decisionRef,
  draftRef,
  keyRef,
  type Line,
  line,
  none,
  orNone,
  said,
  shortList,
  textLine,
} from './incident-words';
import type { Packet, PacketCall } from './packet';

/** What the record answers to each of the questions, in their order. */
export const answersTo = (packet: Packet): Line[][] => [
  whoStarted(packet),
  hostAndModel(packet),
  servers(packet),
  visibleTools(packet),
  requested(packet),
  approved(packet),
  deniedOrAuto(packet),
  argumentsAndData(packet),
  influence(packet),
  changed(packet),
  rollback(packet),
];

function whoStarted({ agents, task, first_call_at: first, drafts }: Packet): Line[] {
  const started = first ?? drafts[0]?.created_at ?? null;
  const [starter, ...others] = agents;
  return [
    starter === undefined
      ? textLine(none)
      : line`Agent ${said(starter.name)} with key ${keyRef(starter.key_id)}, owned by ${ownerOf(starter)}, for: ${said(starter.purpose)}`,
    line`Task: ${shortList(task.refs, 'not declared')}`,
    line`Began: ${started ?? 'not recorded'}`,
    ...others.map(
      (agent) =>
        line`Also took part: ${said(agent.name)} with key ${keyRef(agent.key_id)}, owned by ${ownerOf(agent)}, from ${agent.first_at} on: ${callsWords(agent.calls)}, ${agent.denied} denied. That it belongs to this run is its own word.`,
    ),
  ];
}

const ownerOf = ({ owner }: Packet['agents'][number]): string => said(owner.name ?? owner.id);

const hostAndModel = ({ agents }: Packet): Line[] =>
  orNone(
    agents.map(
      ({ name, key_id: key, hosts, models }) =>
        line`${said(name)} (${keyRef(key)}): host ${shortList(hosts, 'not recorded')}, model ${shortList(models, 'not declared')}`,
    ),
  );

function servers({ tool_calls: calls, allowed }: Packet): Line[] {
  const reached = new Set(calls.map(({ server, server_version: version }) => `${server} ${version}`));
  return [
    line`Reached by its calls: ${shortList([...reached], 'none')}`,
    line`Allowed: ${shortList(allowed.servers, 'none')} (self is this server)`,
    textLine('Servers that its host connected besides are not seen from here.'),
  ];
}

const visibleTools = ({ agents, allowed }: Packet): Line[] => [
  ...orNone(
    agents.flatMap(({ name, key_id: key, grants }) => {
      if (grants === null) return [line`${said(name)} (${keyRef(key)}): not known. ${grantUnknown}`];
      return grants.map(
        ({ from, methods }) =>
          line`${said(name)} (${keyRef(key)})${grants.length === 1 ? '' : ` from ${from} on`}: ${shortList(methods, 'none')}`,
      );
    }),
  ),
  line`${grantWords[allowed.grant]} A rule of the policy, or the role of its owner, may have hidden more: what was refused is in the answer to question 7.`,
];

function requested({ calls, tool_calls: shown }: Packet): Line[] {
  const tools = [...Map.groupBy(shown, ({ tool, method }) => tool ?? method)];
  return [
    line`${calls.total} calls: ${calls.ok} answered, ${calls.denied} denied, ${calls.error} failed, ${calls.timeout} timed out`,
    ...tools.map(([name, of]) => line`${said(name)}: ${of.length}`),
    ...(calls.shown < calls.total ? [line`Named one by one: the first ${calls.shown}.`] : []),
  ];
}

const approved = ({ approvals, tool_calls: calls }: Packet): Line[] =>
  orNone([
    ...approvals
      .filter(({ decision }) => decision === 'applied')
      .map(
        (one) =>
          line`${one.when} ${said(one.who.name ?? one.who.id)}: ${decisionRef(one)} (${draftRef(one.draft_id)})`,
      ),
    ...calls
      .filter(({ approval }) => approval === 'approved')
      .map((call) => line`${callRef(call)}: approved before it ran`),
  ]);

function deniedOrAuto({ calls, boundary_pressure: pressure, tool_calls: shown }: Packet): Line[] {
  const auto = shown.filter(({ approval }) => approval === 'auto').length;
  return [
    line`Denied: ${calls.deny}. Waited for an approval: ${calls.require_approval}.`,
    line`Allowed by the key’s grant without a person: ${calls.allow}${auto === 0 ? '' : `, ${auto} of them by a standing approval`}. None of them changed production.`,
    ...pressure.map(
      ({ call_id: id, correlation_id: correlationId, at, tool, code, needs }) =>
        line`${{ text: `${at} ${said(tool ?? 'no tool')}`, ref: { kind: 'call', id, correlationId } }}: ${code ?? 'denied'}. Needed: ${needs}`,
    ),
  ];
}

const argumentsAndData = ({ tool_calls: calls }: Packet): Line[] =>
  orNone(
    calls.map((call) => ({
      ...line`${callRef(call)}: ${endWords(call)}${call.args === null ? '; no arguments kept' : ''}`,
      args: call.args,
    })),
  );

const ends: Readonly<Record<PacketCall['outcome'], string>> = {
  ok: 'answered',
  denied: 'denied',
  error: 'failed',
  timeout: 'timed out',
};

/** How a call ended, with its code, and what was answered to one that went well: of another, that is its refusal. */
function endWords({ outcome, error_code: code, result }: PacketCall): string {
  if (outcome !== 'ok') return `${ends[outcome]}${code === null ? '' : ` with ${said(code)}`}`;
  if (result === null) return `${ends.ok} nothing of substance`;
  return `${ends.ok} ${result.bytes} bytes, ${result.class ?? 'unclassified'}, ${result.digest ?? 'no digest'}`;
}

function influence({ tool_calls: calls }: Packet): Line[] {
  const byId = new Map(calls.map((call) => [call.id, call]));
  const triggered = calls.flatMap((call) => {
    const { triggered_by_call_id: by } = call;
    if (by === null) return [];
    const source = byId.get(by);
    return [line`${callRef(call)} was triggered by ${source === undefined ? said(by) : callRef(source)}`];
  });
  const first = calls.findIndex(
    ({ untrusted_content: untrusted, decision }) => untrusted && decision === 'allow',
  );
  const source = calls[first];
  if (source === undefined) return orNone(triggered);
  const later = calls.length - first - 1;
  const after = later === 0 ? 'no call came after it.' : `${later} came after it and may follow from it.`;
  return [
    ...triggered,
    line`${callRef(source)} (${source.id}) was the first to answer text that others wrote; ${after}`,
  ];
}

const changed = ({ drafts }: Packet): Line[] =>
  orNone(
    drafts
      .filter(({ status }) => status === 'applied')
      .map(
        ({ operation, resource, environment, id }) =>
          line`${operation} ${said(resource.name)} (${environment})${resource.version === null ? '' : ` v${resource.version}`}, by draft ${draftRef(id)}`,
      ),
    'None: nothing of this run was applied.',
  );

const rollbackWords = {
  nothing_applied: 'There is nothing to roll back: nothing was applied.',
  open: 'Yes, draft by draft:',
  done: 'It was rolled back.',
} as const;

const rollback = ({ rollback: { state, steps, containment } }: Packet): Line[] => [
  textLine(rollbackWords[state]),
  ...steps.map(
    ({ draft_id: draft, resource, words, revert_draft_id: by }) =>
      line`${said(resource)} (${draftRef(draft)}): ${words}${by === null ? '' : ' '}${by === null ? '' : draftRef(by)}`,
  ),
  ...containment.map(({ key_id: key, words }) => line`${keyRef(key)}: ${words}`),
];
