import type { Command } from 'commander';
import type { Api } from '../api';
import { changedEvents } from '../changed-events';
import { type Context, connected, contextOf } from '../context';
import { shortId } from '../draft-ref';
import { interruptible } from '../interruptible';
import type { Terminal } from '../terminal';
import { type DraftWire, draftDetail, draftPage } from '../wire';
import { jsonOption } from './options';

type Options = { json?: string | boolean };
type Listed = { draft: DraftWire; raw: unknown };
type Told = Listed & { event: 'pending' | 'decided' };

export const addWatch = (program: Command, terminal: Terminal): Command =>
  program
    .command('watch')
    .description('Print each draft when it comes and when it is decided, until Ctrl-C')
    .addOption(jsonOption())
    .action(async ({ json }: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      context.out.hint('Watching. Ctrl-C ends it.');
      const ending = new AbortController();
      try {
        await interruptible(terminal, 'Stopped watching.', watch(context, api, json, ending.signal));
      } finally {
        ending.abort();
      }
    });

/** The stream only says that something changed; what changed is read. When it ends it is opened again. */
async function watch(
  { out, terminal }: Context,
  api: Api,
  json: Options['json'],
  signal: AbortSignal,
): Promise<void> {
  const say = ({ event, draft, raw }: Told): void => {
    if (json !== undefined) out.jsonLine({ event, draft: raw }, json);
    else out.lines([line(event === 'pending' ? '+' : '-', draft)]);
  };
  const known = new Map<string, DraftWire>();
  while (!signal.aborted) {
    const stream = await api.stream('/api/v1/stream', signal);
    for await (const _ of changedEvents(stream)) await tell(api, known, say);
    await terminal.sleep(1000);
  }
}

/** A draft is known from when it is told until it is told that it was decided, wherever the list has it. */
async function tell(api: Api, known: Map<string, DraftWire>, say: (told: Told) => void): Promise<void> {
  const present = await pendingNow(api);
  const ids = new Set(present.map(({ draft }) => draft.id));
  for (const each of present) {
    if (!known.has(each.draft.id)) say({ event: 'pending', ...each });
    known.set(each.draft.id, each.draft);
  }
  for (const gone of [...known.values()].filter(({ id }) => !ids.has(id))) {
    const decided = await decidedNow(api, gone);
    if (decided === null) continue;
    known.delete(gone.id);
    say({ event: 'decided', ...decided });
  }
}

/** All that waits, page by page. */
async function pendingNow(api: Api): Promise<Listed[]> {
  const found: Listed[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/api/v1/drafts?status=pending&order=expires&limit=100${after}`;
    const { raw, value } = await api.get(path, draftPage);
    found.push(...value.items.map((draft, index) => ({ draft, raw: itemAt(raw, index) })));
    cursor = value.next_cursor;
  }
  return found;
}

/** Null for a draft that is still pending, and was missed where pages shifted. */
async function decidedNow(api: Api, gone: DraftWire): Promise<Listed | null> {
  const { raw, value } = await api.get(`/api/v1/drafts/${gone.id}`, draftDetail);
  return value.status === 'pending' ? null : { draft: { ...gone, status: value.status }, raw };
}

const line = (glyph: '+' | '-', draft: DraftWire): string =>
  `${glyph} ${shortId(draft.id)}  ${draft.status}  ${draft.risk.tier}  ${draft.resource_name} (${draft.environment})  ${draft.summary}`;

function itemAt(raw: unknown, index: number): unknown {
  const items = typeof raw === 'object' && raw !== null && 'items' in raw ? raw.items : null;
  return Array.isArray(items) ? items[index] : null;
}
