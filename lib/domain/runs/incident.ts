import { z } from 'zod';
import { grantUnknown, grantWords } from './grant-words';
import { callLine, callsWords, none, orNone, said, shortList } from './incident-words';
import type { Packet } from './packet';

/** The eleven questions that are asked after an incident, in the order in which they are asked. */
const questions = [
  'Who started it?',
  'Which host and which model?',
  'Which servers were connected?',
  'Which tools were visible?',
  'Which calls were requested?',
  'Which were approved by a person?',
  'Which were denied, and which went through without a person?',
  'With which arguments, and what came back?',
  'What influenced later calls?',
  'Which systems were changed?',
  'Can it be rolled back?',
] as const;

const section = z.object({
  number: z.int().min(1).max(questions.length),
  question: z.enum(questions),
  answer: z
    .array(z.string())
    .min(1)
    .describe('Lines of text; what hides in what agents wrote is spelled out'),
});

/** A run as the answers to those questions, from the record alone. */
export const incidentSchema = z.object({
  run_id: z.string(),
  made_at: z.string(),
  sections: z.array(section).length(questions.length),
});
export type Incident = z.infer<typeof incidentSchema>;

/** Answers every question, and where the record has no answer says that. */
export function toIncident(packet: Packet): Incident {
  const answers = [
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
  return {
    run_id: packet.run_id,
    made_at: packet.made_at,
    sections: questions.map((question, index) => ({
      number: index + 1,
      question,
      answer: answers[index] ?? [none],
    })),
  };
}

function whoStarted({ agents, task, first_call_at: first, drafts }: Packet): string[] {
  const started = first ?? drafts[0]?.created_at ?? null;
  const [starter, ...others] = agents;
  return [
    starter === undefined ? none : `Agent ${whoIs(starter)}, for: ${said(starter.purpose)}`,
    `Task: ${task.refs.length === 0 ? 'not declared' : task.refs.map(said).join(', ')}`,
    `Began: ${started ?? 'not recorded'}`,
    ...others.map(
      (agent) =>
        `Also took part: ${whoIs(agent)}, from ${agent.first_at} on: ${callsWords(agent.calls)}, ${agent.denied} denied. That it belongs to this run is its own word.`,
    ),
  ];
}

const whoIs = ({ name, key_id: key, owner }: Packet['agents'][number]): string =>
  `${said(name)} with key ${key}, owned by ${said(owner.name ?? owner.id)}`;

const hostAndModel = ({ agents }: Packet): string[] =>
  orNone(
    agents.map(
      ({ name, key_id: key, hosts, models }) =>
        `${said(name)} (${key}): host ${shortList(hosts, 'not recorded')}, model ${shortList(models, 'not declared')}`,
    ),
  );

function servers({ tool_calls: calls, allowed }: Packet): string[] {
  const reached = new Set(calls.map(({ server, server_version: version }) => `${server} ${version}`));
  return [
    `Reached by its calls: ${shortList([...reached], 'none')}`,
    `Allowed: ${shortList(allowed.servers, 'none')} (self is this server)`,
    'Servers that its host connected besides are not seen from here.',
  ];
}

const visibleTools = ({ agents, allowed }: Packet): string[] => [
  ...orNone(
    agents.flatMap(({ name, key_id: key, grants }) => {
      const whose = `${said(name)} (${key})`;
      if (grants === null) return [`${whose}: not known. ${grantUnknown}`];
      const since = (from: string) => (grants.length === 1 ? '' : ` from ${from} on`);
      return grants.map(({ from, methods }) => `${whose}${since(from)}: ${shortList(methods, 'none')}`);
    }),
  ),
  `${grantWords[allowed.grant]} A rule of the policy, or the role of its owner, may have hidden more: what was refused is in the answer to question 7.`,
];

function requested({ calls, tool_calls: shown }: Packet): string[] {
  const tools = [...Map.groupBy(shown, ({ tool, method }) => tool ?? method)];
  return [
    `${calls.total} calls: ${calls.ok} answered, ${calls.denied} denied, ${calls.error} failed, ${calls.timeout} timed out`,
    ...tools.map(([name, of]) => `${said(name)}: ${of.length}`),
    ...(calls.shown < calls.total ? [`Named one by one: the first ${calls.shown}.`] : []),
  ];
}

const approved = ({ approvals, tool_calls: calls }: Packet): string[] =>
  orNone([
    ...approvals
      .filter(({ decision }) => decision === 'applied')
      .map(
        ({ who, when, what, draft_id: draft }) => `${when} ${said(who.name ?? who.id)}: ${what} (${draft})`,
      ),
    ...calls
      .filter(({ approval }) => approval === 'approved')
      .map((call) => `${callLine(call)}: approved before it ran`),
  ]);

function deniedOrAuto({ calls, boundary_pressure: pressure, tool_calls: shown }: Packet): string[] {
  const auto = shown.filter(({ approval }) => approval === 'auto').length;
  return [
    `Denied: ${calls.deny}. Waited for an approval: ${calls.require_approval}.`,
    `Allowed by the key’s grant without a person: ${calls.allow}${auto === 0 ? '' : `, ${auto} of them by a standing approval`}. None of them changed production.`,
    ...pressure.map(
      ({ at, tool, code, needs }) =>
        `${at} ${said(tool ?? 'no tool')}: ${code ?? 'denied'}. Needed: ${needs}`,
    ),
  ];
}

const argumentsAndData = ({ tool_calls: calls }: Packet): string[] =>
  orNone(
    calls.flatMap((call) => [
      `${callLine(call)} with ${call.args === null ? 'no arguments kept' : said(call.args)}`,
      call.result === null
        ? '  answered nothing of substance'
        : `  answered ${call.result.bytes} bytes, ${call.result.class ?? 'unclassified'}, ${call.result.digest ?? 'no digest'}`,
    ]),
  );

function influence({ tool_calls: calls }: Packet): string[] {
  const triggered = calls.flatMap((call) =>
    call.triggered_by_call_id === null
      ? []
      : [`${callLine(call)} was triggered by ${call.triggered_by_call_id}`],
  );
  const first = calls.findIndex(
    ({ untrusted_content: untrusted, decision }) => untrusted && decision === 'allow',
  );
  const source = calls[first];
  if (source === undefined) return orNone(triggered);
  const later = calls.length - first - 1;
  const after = later === 0 ? 'no call came after it.' : `${later} came after it and may follow from it.`;
  return [
    ...triggered,
    `${callLine(source)} (${source.id}) was the first to answer text that others wrote; ${after}`,
  ];
}

const changed = ({ drafts }: Packet): string[] =>
  orNone(
    drafts
      .filter(({ status }) => status === 'applied')
      .map(
        ({ operation, resource, environment, id }) =>
          `${operation} ${said(resource.name)} (${environment})${resource.version === null ? '' : ` v${resource.version}`}, by draft ${id}`,
      ),
    'None: nothing of this run was applied.',
  );

const rollback = ({ rollback: { state, steps, containment } }: Packet): string[] => [
  {
    nothing_applied: 'There is nothing to roll back: nothing was applied.',
    open: 'Yes, draft by draft:',
    done: 'It was rolled back.',
  }[state],
  ...steps.map(
    ({ draft_id: draft, resource, words, revert_draft_id: by }) =>
      `${said(resource)} (${draft}): ${words}${by === null ? '' : ` ${by}`}`,
  ),
  ...containment.map(({ key_id: key, words }) => `${key}: ${words}`),
];
