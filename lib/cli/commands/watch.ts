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
type Told = { event: 'pending' | 'decided'; draft: DraftWire; raw: unknown };

export const addWatch = (program: Command, terminal: Terminal): Command =>
  program
    .command('watch')
    .description('Print each draft when it comes and when it is decided, until Ctrl-C')
    .addOption(jsonOption())
    .action(async ({ json }: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      context.out.hint('Watching. Ctrl-C ends it.');
      await interruptible(terminal, 'Stopped watching.', watch(context, api, json));
    });

/** The stream only says that something changed; what changed is read. When it ends it is opened again. */
async function watch({ out, terminal }: Context, api: Api, json: Options['json']): Promise<void> {
  const say = ({ event, draft, raw }: Told): void => {
    if (json !== undefined) out.jsonLine({ event, draft: raw }, json);
    else out.lines([line(event === 'pending' ? '+' : '-', draft)]);
  };
  let known = new Map<string, DraftWire>();
  for (;;) {
    const stream = await api.stream('/api/v1/stream', new AbortController().signal);
    for await (const _ of changedEvents(stream)) {
      const present = await pendingNow(api);
      for (const each of present) if (!known.has(each.draft.id)) say({ event: 'pending', ...each });
      const ids = new Set(present.map(({ draft }) => draft.id));
      for (const gone of [...known.values()].filter(({ id }) => !ids.has(id))) {
        for (const each of await decidedNow(api, gone)) say({ event: 'decided', ...each });
      }
      known = new Map(present.map(({ draft }) => [draft.id, draft]));
    }
    await terminal.sleep(1000);
  }
}

async function pendingNow(api: Api): Promise<{ draft: DraftWire; raw: unknown }[]> {
  const { raw, value } = await api.get('/api/v1/drafts?status=pending&order=expires&limit=100', draftPage);
  return value.items.map((draft, index) => ({ draft, raw: itemAt(raw, index) }));
}

/** Nothing for a draft that is still pending and only fell off the page. */
async function decidedNow(api: Api, gone: DraftWire): Promise<{ draft: DraftWire; raw: unknown }[]> {
  const { raw, value } = await api.get(`/api/v1/drafts/${gone.id}`, draftDetail);
  return value.status === 'pending' ? [] : [{ draft: { ...gone, status: value.status }, raw }];
}

const line = (glyph: '+' | '-', draft: DraftWire): string =>
  `${glyph} ${shortId(draft.id)}  ${draft.status}  ${draft.risk.tier}  ${draft.resource_name} (${draft.environment})  ${draft.summary}`;

function itemAt(raw: unknown, index: number): unknown {
  const items = typeof raw === 'object' && raw !== null && 'items' in raw ? raw.items : null;
  return Array.isArray(items) ? items[index] : null;
}
