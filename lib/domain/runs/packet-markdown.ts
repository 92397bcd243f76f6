import { grantLines, grantWords } from './grant-words';
import { items, plain, tableOf } from './markdown';
import type { Packet, ReportedList } from './packet';

/** The packet as a Markdown document. */
export const packetMarkdown = (packet: Packet): string =>
  [
    `# Review packet of run ${plain(packet.run_id)}`,
    `Made ${packet.made_at} from the record. What is marked *agent-reported* was said by the agent and checked by nobody.`,
    ...section('Task', [
      ...items(packet.task.refs.map(plain), 'No task was declared.'),
      ...items(
        packet.task.reasons.map((reason) => `In the agent’s words: ${plain(reason)}`),
        'No reason was given.',
      ),
    ]),
    ...section('Agents', agentTable(packet)),
    ...section('Allowed', allowed(packet)),
    ...section('Commands run', reported(packet.commands_run)),
    ...section('Files changed', reported(packet.files_changed)),
    ...section('Tests', [tests(packet)]),
    ...section('Tool calls', calls(packet)),
    ...section('Boundary pressure', pressure(packet)),
    ...section('Drafts', drafts(packet)),
    ...section('Rollback', rollback(packet)),
    ...section('Approvals', approvals(packet)),
    '',
  ].join('\n');

const section = (title: string, lines: readonly string[]): string[] => ['', `## ${title}`, '', ...lines];

const reported = ({ declared, items: said }: ReportedList): string[] =>
  declared
    ? ['*agent-reported*', '', ...items(said.map(plain), 'None.')]
    : ['*agent-reported*: not declared.'];

function tests({ tests: { declared, passed, failed, skipped } }: Packet): string {
  return declared
    ? `*agent-reported*: ${passed} passed, ${failed} failed, ${skipped} skipped.`
    : '*agent-reported*: not declared.';
}

const agentTable = ({ agents: all }: Packet): string[] =>
  tableOf(
    ['Agent', 'Key', 'Part', 'First', 'Calls', 'Owner', 'Host', 'Model', 'Purpose'],
    all.map(({ name, key_id: key, first_at: first, calls: count, owner, hosts, models, purpose }, index) => [
      plain(name),
      plain(key),
      index === 0 ? 'began it' : 'also took part',
      first,
      String(count),
      plain(owner.name ?? owner.id),
      hosts.length === 0 ? 'not recorded' : hosts.map(plain).join(', '),
      models.length === 0 ? 'not declared' : models.map(plain).join(', '),
      plain(purpose),
    ]),
    'No key of this run is known.',
  );

const listed = ({ declared, items: said }: ReportedList): string =>
  declared ? `*agent-reported*: ${said.map(plain).join(', ') || 'none'}` : '*agent-reported*: not declared';

const allowed = ({
  agents,
  allowed: { files, packages, servers, methods, data_classes: classes, grant },
}: Packet) => [
  `- Files: ${listed(files)}`,
  `- Packages: ${listed(packages)}`,
  `- Servers: ${servers.map(plain).join(', ') || 'none'}`,
  `- Methods: ${methods.map(plain).join(', ') || 'none'}`,
  `- Data classes: ${classes.map(plain).join(', ') || 'none'}`,
  '',
  grantWords[grant],
  ...grantLines(agents).map((line) => `- ${plain(line)}`),
];

const calls = ({
  calls: { total, shown, ok, denied, error, timeout },
  tool_calls: all,
}: Packet): string[] => [
  `${total} calls: ${ok} answered, ${denied} denied, ${error} failed, ${timeout} timed out.${shown < total ? ` The first ${shown}:` : ''}`,
  '',
  ...tableOf(
    ['Time', 'Tool', 'Reason', 'Decision', 'Rule', 'Outcome'],
    all.map(({ at, tool, method, reason, decision, rule, outcome, error_code: code }) => [
      at,
      plain(tool ?? method),
      reason === null ? 'none given' : plain(reason),
      plain(decision),
      plain(rule ?? ''),
      plain(code ?? outcome),
    ]),
    'No call is recorded.',
  ),
];

const pressure = ({ boundary_pressure: all }: Packet): string[] =>
  tableOf(
    ['Time', 'Key', 'Tool', 'Refused with', 'Needed'],
    all.map(({ at, key_id: key, tool, code, needs }) => [
      at,
      plain(key),
      plain(tool ?? 'none'),
      plain(code ?? 'denied'),
      plain(needs),
    ]),
    'It asked for nothing that it may not have.',
  );

const drafts = ({ drafts: all }: Packet): string[] =>
  tableOf(
    ['Draft', 'Change', 'Status', 'Evidence'],
    all.map(({ id, operation, resource, environment, status, evidence }) => [
      plain(id),
      `${operation} ${plain(resource.name)} \\(${environment}\\)`,
      status,
      evidence.map(({ event, merkle_position: at }) => `${plain(event)} ${at}`).join(', '),
    ]),
    'Nothing was proposed.',
  );

const rollback = ({ rollback: { steps, containment } }: Packet): string[] => [
  ...items(
    steps.map(
      ({ draft_id: draft, resource, words, revert_draft_id: by }) =>
        `${plain(resource)} \\(${plain(draft)}\\): ${words}${by === null ? '' : ` ${plain(by)}`}`,
    ),
    'Nothing was applied, so there is nothing to roll back.',
  ),
  ...containment.map(({ key_id: key, words }) => `- ${plain(key)}: ${words}`),
];

const approvals = ({ approvals: all }: Packet): string[] =>
  tableOf(
    ['Who', 'When', 'What', 'Evidence'],
    all.map(({ who, when, what, evidence_id: evidence }) => [
      plain(who.name ?? who.id),
      when,
      plain(what),
      plain(evidence ?? 'none'),
    ]),
    'Nobody has decided anything of this run.',
  );
