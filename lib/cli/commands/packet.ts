import { type Command, Option } from 'commander';
import { packetSchema } from '@/lib/domain/runs/packet';
import { packetMarkdown } from '@/lib/domain/runs/packet-markdown';
import { connected, contextOf } from '../context';
import type { Terminal } from '../terminal';
import { packetView } from '../views/packet-view';
import { runAt } from './incident';
import { jsonOption } from './options';

type Options = { run: string; md?: boolean; json?: string | boolean };

export const addPacket = (program: Command, terminal: Terminal): Command =>
  program
    .command('packet')
    .description('The review packet of one run: what it was allowed, what it did, what was decided')
    .requiredOption('--run <id>', 'the run, as the agent named it')
    .addOption(new Option('--md', 'answer as Markdown').conflicts('json'))
    .addOption(jsonOption())
    .action(async (options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { raw, value } = await api.get(`${runAt(options.run)}/packet`, packetSchema);
      const { out } = context;
      if (options.json !== undefined) out.json(raw, options.json);
      // Markdown spells out for itself what hides, so it is made of what the server said.
      else if (options.md) out.lines(packetMarkdown(packetSchema.parse(raw)).trimEnd().split('\n'));
      else await out.long(packetView(value, out.paint));
    });
