import type { Command } from 'commander';
import type { Api } from '../api';
import { connected, contextOf } from '../context';
import { shortId } from '../draft-ref';
import { exitCodes } from '../exit-codes';
import { CliFailure } from '../failure';
import type { Output } from '../output';
import { table } from '../table';
import type { Terminal } from '../terminal';
import { agoWords } from '../time-words';
import { draftList } from '../views/draft-list';
import { draftPage, endpointPage, versionPage } from '../wire';
import { itemsOf } from './list';
import { jsonOption, limitOf } from './options';

type Options = { limit: number; json?: string | boolean };

export const addHistory = (program: Command, terminal: Terminal): Command =>
  program
    .command('history')
    .description('What was decided, newest first; or the versions of one endpoint')
    .argument('[endpoint]', 'name of an endpoint')
    .option('--limit <n>', 'at most so many, 1 to 100', limitOf, 30)
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      await (name === undefined
        ? decided(api, context.out, options, terminal.now())
        : versions(api, name, context.out, options, terminal.now()));
    });

async function decided(api: Api, out: Output, { limit, json }: Options, now: Date): Promise<void> {
  const { raw, value } = await api.get(`/api/v1/drafts?decided=true&limit=${limit}`, draftPage);
  if (json !== undefined) return out.json(itemsOf(raw), json);
  const [first] = value.items;
  if (first === undefined) return out.hint('Nothing was decided yet.');
  await out.long(draftList(value.items, { paint: out.paint, now, width: out.width }));
  out.hint(`Next: draft show ${shortId(first.id)}`);
}

async function versions(api: Api, name: string, out: Output, { limit, json }: Options, now: Date) {
  const found = await api.get(`/api/v1/endpoints?name=${encodeURIComponent(name)}`, endpointPage);
  const [endpoint] = found.value.items;
  if (endpoint === undefined) {
    throw new CliFailure(exitCodes.notFound, `There is no endpoint ${name}.`, { code: 'RESOURCE_NOT_FOUND' });
  }
  const { raw, value } = await api.get(
    `/api/v1/endpoints/${endpoint.id}/versions?limit=${limit}`,
    versionPage,
  );
  if (json !== undefined) return out.json(itemsOf(raw), json);
  const rows = value.items.map((each) => [
    `v${each.version}`,
    each.operation,
    agoWords(each.applied_at, now),
    each.applied_by.name,
    shortId(each.draft_id),
    each.digest ?? '(deleted)',
  ]);
  const titles = ['VERSION', 'CHANGE', 'APPLIED', 'BY', 'DRAFT', 'DIGEST'];
  const columns = titles.map((title) => ({ title, gives: title === 'DIGEST' }));
  await out.long(table(columns, rows, out.width));
  out.hint(`Next: draft show ${rows[0]?.[4] ?? ''}`);
}
