import { type Command, Option } from 'commander';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import type { Api } from '../api';
import { connected, contextOf } from '../context';
import { draftIdOf } from '../draft-ref';
import type { Terminal } from '../terminal';
import { evidenceList } from '../views/evidence-view';
import { evidencePage } from '../wire';
import { itemsOf } from './list';
import { jsonOption, limitOf } from './options';

type Options = { draft?: string; event?: string; limit: number; json?: string | boolean };

export const addEvidenceList = (group: Command, terminal: Terminal): Command =>
  group
    .command('list')
    .description('List records of the log, newest first')
    .option('--draft <id>', 'only the records about this draft')
    .addOption(new Option('--event <event>', 'only this event').choices(evidenceEvents))
    .option('--limit <n>', 'at most so many, 1 to 100', limitOf, 50)
    .addOption(jsonOption())
    .action(async (options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { raw, value } = await api.get(`/api/v1/evidence?${await queryOf(api, options)}`, evidencePage);
      const { out } = context;
      if (options.json !== undefined) return out.json(itemsOf(raw), options.json);
      const [first] = value.items;
      if (first === undefined) return out.hint('No records.');
      out.lines(evidenceList(value.items, terminal.now(), out.width));
      if (value.next_cursor !== null)
        out.hint(`There are more than ${options.limit}: narrow them, or use --limit.`);
      out.hint(`Next: draft evidence show ${first.id}`);
    });

async function queryOf(api: Api, { draft, event, limit }: Options): Promise<URLSearchParams> {
  return new URLSearchParams({
    limit: String(limit),
    ...(draft !== undefined && { draft_id: await draftIdOf(api, draft) }),
    ...(event !== undefined && { event }),
  });
}
