import { type Command, Option } from 'commander';
import { callDecisions, callOutcomes } from '@/lib/domain/calls/recorded-call';
import { type CallRecordWire, callRecordSchema } from '@/lib/domain/wire/call-record-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { connected, contextOf } from '../context';
import { table } from '../table';
import type { Terminal } from '../terminal';
import { agoWords } from '../time-words';
import { itemsOf } from './list';
import { jsonOption, limitOf } from './options';

type Options = {
  run?: string;
  key?: string;
  agent?: string;
  tool?: string;
  decision?: string;
  outcome?: string;
  code?: string;
  correlation?: string;
  draft?: string;
  from?: string;
  to?: string;
  limit: number;
  json?: string | boolean;
};

const page = pageOf(callRecordSchema);

export const addCalls = (program: Command, terminal: Terminal): Command =>
  program
    .command('calls')
    .description('What agents asked for, denied calls too, newest first')
    .option('--run <id>', 'only the calls of this run')
    .option('--key <id>', 'only the calls of this key')
    .option('--agent <name>', 'only the calls of this agent')
    .option('--tool <name>', 'only the calls of this tool')
    .addOption(new Option('--decision <decision>', 'only those decided so').choices(callDecisions))
    .addOption(new Option('--outcome <outcome>', 'only those that ended so').choices(callOutcomes))
    .option('--code <code>', 'only those refused with this code')
    .option('--correlation <id>', 'only the calls of this request')
    .option('--draft <id>', 'only the calls that made or changed this draft')
    .option('--from <time>', 'only from this time on, RFC 3339 in UTC')
    .option('--to <time>', 'only before this time')
    .option('--limit <n>', 'at most so many, 1 to 100', limitOf, 50)
    .addOption(jsonOption())
    .action(async (options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { raw, value } = await api.get(`/api/v1/calls?${queryOf(options)}`, page);
      const { out } = context;
      if (options.json !== undefined) {
        out.json(itemsOf(raw), options.json);
        return;
      }
      if (value.items.length === 0) {
        out.hint('No calls.');
        return;
      }
      out.lines(callList(value.items, terminal.now(), out.width));
      if (value.next_cursor !== null)
        out.hint(`There are more than ${options.limit}: narrow them, or use --limit.`);
    });

/** What each option is called in the address. */
const names = {
  run: 'run_id',
  key: 'key_id',
  agent: 'agent',
  tool: 'tool',
  decision: 'decision',
  outcome: 'outcome',
  code: 'error_code',
  correlation: 'correlation_id',
  draft: 'draft_id',
  from: 'from',
  to: 'to',
} as const satisfies Partial<Record<keyof Options, string>>;

function queryOf(options: Options): URLSearchParams {
  const query = new URLSearchParams({ limit: String(options.limit) });
  for (const [option, value] of Object.entries(options)) {
    if (isFilter(option)) query.set(names[option], String(value));
  }
  return query;
}

const isFilter = (option: string): option is keyof typeof names => Object.hasOwn(names, option);

const callList = (calls: readonly CallRecordWire[], now: Date, width: number | null): string[] =>
  table(
    [
      { title: 'WHEN' },
      { title: 'AGENT' },
      { title: 'ASKED FOR' },
      { title: 'DECISION' },
      { title: 'ENDED' },
      { title: 'RUN', gives: true },
      { title: 'CORRELATION' },
    ],
    calls.map((call) => [
      agoWords(call.started_at, now),
      call.agent,
      call.tool ?? call.method,
      call.decision,
      call.error_code ?? call.outcome,
      call.run_id ?? '',
      call.correlation_id,
    ]),
    width,
  );
