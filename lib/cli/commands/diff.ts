import type { Command } from 'commander';
import { structuredPatch } from 'diff';
import { visibleJson } from '@/lib/domain/text/visible-json';
import type { Api } from '../api';
import type { Paint } from '../colour';
import { connected, contextOf } from '../context';
import { draftIdOf, shortId } from '../draft-ref';
import { exitCodes } from '../exit-codes';
import { CliFailure } from '../failure';
import type { Terminal } from '../terminal';
import { type Detail, draftDetail, endpointPage, versionPage } from '../wire';
import { jsonOption } from './options';

type Options = { exitCode?: boolean; json?: string | boolean };
type Side = { name: string; text: string };

export const addDiff = (program: Command, terminal: Terminal): Command =>
  program
    .command('diff')
    .description('Compare what is live with what is proposed')
    .argument('<draft>', 'draft id, or four or more of its characters')
    .option('--exit-code', 'end with 1 when they differ, 0 when not, 70 on an error')
    .addOption(jsonOption())
    .action(async (reference: string, options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { out } = context;
      const id = await draftIdOf(api, reference);
      const { raw, value } = await api.get(`/api/v1/drafts/${id}`, draftDetail);
      const before = await sideBefore(api, value);
      const after = sideAfter(value);
      if (options.json !== undefined) out.json(changesOf(raw), options.json);
      else {
        await out.long(unified(before, after, out.paint));
        out.hint(`Next: draft show ${shortId(id)}`);
      }
      if (options.exitCode === true && before.text !== after.text) throw new CliFailure(exitCodes.error, '');
    });

const changesOf = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && 'changes' in raw ? raw.changes : raw;

const nothing: Side = { name: 'nothing', text: '' };

function sideAfter({ operation, proposed_spec: spec, id }: Detail): Side {
  if (operation === 'delete') return nothing;
  return { name: `proposed ${shortId(id)}`, text: visibleJson(spec) };
}

/** What is live now for a pending draft; for a decided one the base that it was decided on. */
async function sideBefore(api: Api, draft: Detail): Promise<Side> {
  const { base, live, status } = draft;
  const version = status === 'pending' ? live?.version : base.state === 'present' ? base.version : undefined;
  if (version === undefined) return nothing;
  const id = base.state === 'present' ? base.resource_id : await liveId(api, draft.resource_name);
  if (id === null) return nothing;
  const { value } = await api.get(`/api/v1/endpoints/${id}/versions?limit=100`, versionPage);
  const found = value.items.find((each) => each.version === version);
  return {
    name: `${status === 'pending' ? 'live' : 'base'} v${version}`,
    text: visibleJson(found?.spec ?? {}),
  };
}

async function liveId(api: Api, name: string): Promise<string | null> {
  const { value } = await api.get(`/api/v1/endpoints?name=${encodeURIComponent(name)}`, endpointPage);
  return value.items[0]?.id ?? null;
}

function unified(before: Side, after: Side, paint: Paint): string[] {
  if (before.text === after.text) return ['No difference.'];
  const { hunks } = structuredPatch(before.name, after.name, ended(before.text), ended(after.text), '', '', {
    context: 3,
  });
  return [
    paint.removed(`--- ${before.name}`),
    paint.added(`+++ ${after.name}`),
    ...hunks.flatMap((hunk) => [
      paint.changed(`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`),
      ...hunk.lines.map((line) => painted(line, paint)),
    ]),
  ];
}

const ended = (text: string): string => (text === '' ? '' : `${text}\n`);

function painted(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint.added(line);
  return line.startsWith('-') ? paint.removed(line) : line;
}
