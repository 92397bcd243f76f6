import { structuredPatch } from 'diff';
import { visibleJson } from '@/lib/domain/text/visible-json';
import type { Api } from './api';
import type { Paint } from './colour';
import { shortId } from './draft-ref';
import { type Detail, endpointPage, versionPage } from './wire';

type Side = { name: string; text: string };

/** The whole spec as a unified diff, live against proposed. */
export async function specDiff(
  api: Api,
  draft: Detail,
  paint: Paint,
): Promise<{ differs: boolean; lines: string[] }> {
  const before = await sideBefore(api, draft);
  const after = sideAfter(draft);
  return { differs: before.text !== after.text, lines: unified(before, after, paint) };
}

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
