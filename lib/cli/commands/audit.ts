import { type Command, Option } from 'commander';
import { z } from 'zod';
import { type ChainPlace, chainWalk } from '@/lib/domain/calls/chain';
import { exportFormats } from '@/lib/domain/calls/export/export-line';
import { connected, contextOf } from '../context';
import { exitCodes } from '../exit-codes';
import { CliFailure } from '../failure';
import { linesOf } from '../lines-of';
import { momentOf } from '../span';
import type { Terminal } from '../terminal';

type ExportOptions = { format: string; events?: true; since?: Date; until?: Date };

export function addAudit(program: Command, terminal: Terminal): Command {
  const audit = program
    .command('audit')
    .description('The recorded calls of agents and what people changed, for operators and admins');
  const moment = (said: string) => momentOf(said, terminal.now());
  audit
    .command('export')
    .description('Write the calls as lines: JSON as it was hashed, OCSF API Activity, or CEF')
    .addOption(new Option('--format <format>', 'of each line').choices(exportFormats).default('jsonl'))
    .option('--events', 'what people and operators changed, instead of the calls of agents')
    .option('--since <when>', '30m, 24h, 7d, or a moment as RFC 3339', moment)
    .option('--until <when>', 'the same, for the end', moment)
    .action(async (options: ExportOptions, command: Command) => {
      const { out, lines } = await exported(terminal, command, options);
      for await (const line of lines) {
        // A file gets each line as it was hashed; a screen gets nothing that would move its cursor.
        if (terminal.stdout.isTTY === true) out.lines([line]);
        else out.raw(`${line}\n`);
      }
    });
  audit
    .command('verify')
    .description('Compute the chain of the calls anew, here, and name the first that does not hold')
    .option('--events', 'the chain of what people and operators changed, instead')
    .action(async (options: { events?: true }, command: Command) => {
      const { out, lines } = await exported(terminal, command, { ...options, format: 'jsonl' });
      out.lines([await verified(lines, options.events ? 'events' : 'calls')]);
    });
  return audit;
}

async function exported(
  terminal: Terminal,
  command: Command,
  { format, events, since, until }: ExportOptions,
) {
  const context = contextOf(terminal, command);
  const { api } = await connected(context);
  const query = new URLSearchParams({
    format,
    ...(since && { since: since.toISOString() }),
    ...(until && { until: until.toISOString() }),
  });
  const never = new AbortController().signal;
  const path = events ? '/api/v1/audit/export' : '/api/v1/calls/export';
  const pieces = await api.stream(`${path}?${query}`, never, '*/*');
  return { out: context.out, lines: whole(linesOf(pieces)) };
}

/** A stream that breaks is no end: half of the lines must not pass for all of them. */
async function* whole(lines: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield* lines;
  } catch {
    throw new CliFailure(exitCodes.temporary, 'The server broke off before the last line.', {
      hint: 'Run the command again.',
    });
  }
}

const lineSchema = z.looseObject({
  seq: z.int(),
  id: z.string(),
  prev_hash: z.string().regex(/^[0-9a-f]{64}$/),
  entry_hash: z.string().regex(/^[0-9a-f]{64}$/),
});

async function verified(lines: AsyncGenerator<string>, what: 'calls' | 'events'): Promise<string> {
  let walk: ReturnType<typeof chainWalk> | null = null;
  let first = 1;
  let count = 0;
  for await (const line of lines) {
    const { prev_hash: prevHash, entry_hash: entryHash, ...entry } = lineSchema.parse(JSON.parse(line));
    const { seq, id } = entry;
    // Older calls were removed by their age: what is left begins with the hash of the last of them.
    const before: ChainPlace | null = seq === 1 ? null : { seq: seq - 1, hash: prevHash };
    if (walk === null) first = seq;
    walk ??= chainWalk(before);
    const broken = walk.next({ seq, id, entry, prevHash, entryHash });
    if (broken) {
      throw new CliFailure(
        exitCodes.error,
        `The chain is broken at number ${broken.seq}, ${id}: ${broken.field}.`,
      );
    }
    count += 1;
  }
  if (count === 0) return `No ${what} are recorded.`;
  return `The chain holds: ${count} ${what}, from number ${first} to ${first + count - 1}.`;
}
