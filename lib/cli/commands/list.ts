import { type Command, Option } from 'commander';
import { draftStatuses } from '@/lib/domain/draft/draft';
import { riskTiers } from '@/lib/domain/draft/risk';
import { connected, contextOf } from '../context';
import { shortId } from '../draft-ref';
import type { Terminal } from '../terminal';
import { draftList } from '../views/draft-list';
import { draftPage } from '../wire';
import { jsonOption, limitOf } from './options';

type Options = { status: string; risk?: string[]; limit: number; json?: string | boolean };

export const addList = (program: Command, terminal: Terminal): Command =>
  program
    .command('list')
    .description('List drafts, those that end soonest first')
    .addOption(
      new Option('--status <status>', 'which drafts').choices([...draftStatuses, 'all']).default('pending'),
    )
    .addOption(new Option('--risk <tier...>', 'only these tiers').choices(riskTiers))
    .option('--limit <n>', 'at most so many, 1 to 100', limitOf, 50)
    .addOption(jsonOption())
    .action(async (options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { raw, value } = await api.get(`/api/v1/drafts?${queryOf(options)}`, draftPage);
      const { out } = context;
      if (options.json !== undefined) {
        out.json(itemsOf(raw), options.json);
        return;
      }
      const [first] = value.items;
      if (first === undefined) {
        out.hint(options.status === 'pending' ? 'Nothing is waiting for a decision.' : 'No drafts.');
        return;
      }
      const look = { paint: out.paint, now: terminal.now(), width: out.width };
      out.lines(draftList(value.items, look));
      if (value.next_cursor !== null)
        out.hint(`There are more than ${options.limit}: use --limit or --risk.`);
      out.hint(`Next: draft show ${shortId(first.id)}`);
    });

function queryOf({ status, risk = [], limit }: Options): URLSearchParams {
  const query = new URLSearchParams({ limit: String(limit) });
  if (status !== 'all') query.set('status', status);
  if (status === 'pending') query.set('order', 'expires');
  for (const tier of risk) query.append('risk', tier);
  return query;
}

export const itemsOf = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && 'items' in raw ? raw.items : raw;
