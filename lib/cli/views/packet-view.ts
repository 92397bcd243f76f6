import { grantLines, grantWords } from '@/lib/domain/runs/grant-words';
import { callsWords } from '@/lib/domain/runs/incident-words';
import type { Packet, ReportedList } from '@/lib/domain/runs/packet';
import type { Paint } from '../colour';

const marked = '(agent-reported)';

const reported = (name: string, { declared, items }: ReportedList): string[] =>
  declared && items.length > 0
    ? [`  ${name} ${marked}`, ...items.map((line) => `    ${line}`)]
    : [`  ${name} ${marked} ${declared ? 'none' : 'not declared'}`];

const lines = (all: readonly string[], none: string): string[] =>
  all.length === 0 ? [`  ${none}`] : all.map((line) => `  ${line}`);

/** A packet for a terminal, part by part. */
export function packetView(packet: Packet, paint: Paint): string[] {
  return parts(packet).flatMap(([title, content]) => [paint.strong(title), ...content]);
}

const parts = (packet: Packet): [string, string[]][] => [
  [`RUN ${packet.run_id}`, lines(packet.task.refs, 'no task declared')],
  ['AGENTS', lines(packet.agents.map(agentLine), 'no key is known')],
  ['ALLOWED', allowed(packet)],
  ['CALLS', calls(packet)],
  [
    'BOUNDARY PRESSURE',
    lines(
      packet.boundary_pressure.map(
        ({ at, key_id: key, tool, code, needs }) =>
          `! ${at} ${key} ${tool ?? 'no tool'} ${code ?? 'denied'}. Needed: ${needs}`,
      ),
      'none',
    ),
  ],
  [
    'DRAFTS',
    lines(
      packet.drafts.map(
        ({ id, status, operation, resource }) => `${id} ${status} ${operation} ${resource.name}`,
      ),
      'none',
    ),
  ],
  [
    'APPROVALS',
    lines(
      packet.approvals.map(({ when, who, what }) => `${when} ${who.name ?? who.id}: ${what}`),
      'nobody has decided anything',
    ),
  ],
  ['ROLLBACK', rollback(packet)],
  ['WORK ELSEWHERE', elsewhere(packet)],
];

const agentLine = (
  { name, key_id: key, owner, hosts, calls: count, first_at: first }: Packet['agents'][number],
  index: number,
): string =>
  `${name}, key ${key}, ${index === 0 ? 'began it' : 'also took part, by its own word'}, ${callsWords(count)} from ${first} on, owned by ${owner.name ?? owner.id}, host ${hosts.join(', ') || 'not recorded'}`;

function allowed({
  agents,
  allowed: { files, packages, servers, methods, data_classes: classes, grant },
}: Packet) {
  return [
    ...reported('files', files),
    ...reported('packages', packages),
    `  servers ${servers.join(', ') || 'none'}`,
    `  methods ${methods.join(', ') || 'none'}`,
    `  data classes ${classes.join(', ') || 'none'}`,
    `  ${grantWords[grant]}`,
    ...grantLines(agents).map((line) => `  ${line}`),
  ];
}

const calls = ({
  calls: { total, shown, ok, denied, error, timeout },
  tool_calls: all,
}: Packet): string[] => [
  `  ${total}: ${ok} answered, ${denied} denied, ${error} failed, ${timeout} timed out`,
  ...all.map(
    ({ at, tool, method, decision, outcome, error_code: code, reason }) =>
      `  ${at} ${tool ?? method} ${decision} ${code ?? outcome}${reason === null ? '' : ` · ${reason}`}`,
  ),
  ...(shown < total ? [`  … the first ${shown} of ${total}`] : []),
];

const rollback = ({ rollback: { steps, containment } }: Packet): string[] => [
  ...lines(
    steps.map(({ draft_id: draft, resource, words }) => `${resource} (${draft}): ${words}`),
    'nothing was applied',
  ),
  ...containment.map(({ key_id: key, words }) => `  ${key}: ${words}`),
];

const elsewhere = ({ commands_run: commands, files_changed: files, tests }: Packet): string[] => [
  ...reported('commands run', commands),
  ...reported('files changed', files),
  `  tests ${marked} ${tests.declared ? `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped` : 'not declared'}`,
];
