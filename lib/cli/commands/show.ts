import { type Command, Option } from 'commander';
import { connected, contextOf } from '../context';
import { draftIdOf } from '../draft-ref';
import { yamlText } from '../safe-text';
import { specDiff } from '../spec-diff';
import type { Terminal } from '../terminal';
import { draftView, nextCommands } from '../views/draft-view';
import { draftDetail } from '../wire';
import { jsonOption } from './options';

type Options = { json?: string | boolean; yaml?: boolean };

export const addShow = (program: Command, terminal: Terminal): Command =>
  program
    .command('show')
    .description('Show one draft: what would change, its risks, the checks, the spec as a diff')
    .argument('<draft>', 'draft id, or four or more of its characters')
    .addOption(jsonOption().conflicts('yaml'))
    .addOption(new Option('--yaml', 'answer as YAML'))
    .action(async (reference: string, options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { out } = context;
      const id = await draftIdOf(api, reference);
      const { raw, value } = await api.get(`/api/v1/drafts/${id}`, draftDetail);
      if (options.json !== undefined) out.json(raw, options.json);
      else if (options.yaml) out.raw(yamlText(raw));
      else {
        const { lines } = await specDiff(api, value, out.paint);
        await out.long(draftView(value, { paint: out.paint, now: terminal.now() }, lines));
        out.hint(nextCommands(value));
      }
    });
