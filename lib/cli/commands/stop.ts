import { type Command, Option } from 'commander';
import { z } from 'zod';
import { releaseReason, tenantScopes } from '@/lib/domain/limits/stop';
import { type StopWire, stopWireSchema } from '@/lib/domain/wire/stop-wire';
import type { Api } from '../api';
import { ask } from '../ask';
import { connected, contextOf } from '../context';
import { exitCodes } from '../exit-codes';
import { CliFailure, usageFailure } from '../failure';
import { canAsk, type Terminal } from '../terminal';
import { jsonOption } from './options';

const listSchema = z.object({ items: z.array(stopWireSchema) });
const answerSchema = z.object({ stop: stopWireSchema });

type Json = { json?: string | boolean };

const whatArgument = 'tenant, key, tool or run';

/** `draft stop`: the fastest thing that this program does. It asks nothing. */
export const addStop = (program: Command, terminal: Terminal): Command =>
  program
    .command('stop')
    .description('Stop agents and freeze their drafts: the tenant, one key, one tool or one run')
    .argument('[what]', whatArgument, 'tenant')
    .argument('[subject]', 'key id, tool or run id')
    .option('--reason <text>', 'why, for the colleagues')
    .addOption(jsonOption())
    .action(
      async (
        what: string,
        subject: string | undefined,
        options: Json & { reason?: string },
        command: Command,
      ) => {
        const { api, out } = await here(terminal, command);
        const body = {
          scope: scopeOf(what),
          ...(subject !== undefined && { subject }),
          ...(options.reason !== undefined && { reason: options.reason }),
        };
        const { raw, value } = await api.post('/api/v1/stops', body, answerSchema);
        if (options.json !== undefined) return out.json(raw, options.json);
        out.lines([`${out.paint.removed('Stopped')} ${called(value.stop)}`]);
        out.hint(`Next: draft resume ${what}${subject === undefined ? '' : ` ${subject}`}`);
      },
    );

/** `draft resume`: slow on purpose. It asks why, and for the name of what goes on. */
export const addResume = (program: Command, terminal: Terminal): Command =>
  program
    .command('resume')
    .description('Let what was stopped go on, with a reason and its name')
    .argument('[what]', whatArgument, 'tenant')
    .argument('[subject]', 'key id, tool or run id')
    .option('--reason <text>', `why it may go on, at least ${releaseReason.least} characters`)
    .addOption(new Option('--name <name>', 'the name of what is resumed, where nobody can be asked'))
    .addOption(jsonOption())
    .action(
      async (
        what: string,
        subject: string | undefined,
        options: Json & { reason?: string; name?: string },
        command: Command,
      ) => {
        const { api, out } = await here(terminal, command);
        const stop = await inForce(api, what, subject);
        out.hint(called(stop));
        const reason = await told(terminal, options.reason, 'reason', 'Why may it go on? ');
        const confirm = await told(
          terminal,
          options.name,
          'name',
          `Type ${stop.subject_name} to resume it: `,
        );
        const { raw, value } = await api.post(
          `/api/v1/stops/${stop.id}/release`,
          { reason, confirm },
          answerSchema,
        );
        if (options.json !== undefined) return out.json(raw, options.json);
        out.lines([`${out.paint.added('Resumed')} ${value.stop.scope} ${value.stop.subject_name}`]);
      },
    );

/** `draft stops`: what is stopped. Status 0 whether anything is. */
export const addStops = (program: Command, terminal: Terminal): Command =>
  program
    .command('stops')
    .description('What is stopped, by whom and since when')
    .option('--all', 'those that are over, too')
    .addOption(jsonOption())
    .action(async (options: Json & { all?: boolean }, command: Command) => {
      const { api, out } = await here(terminal, command);
      const { raw, value } = await api.get('/api/v1/stops', listSchema);
      if (options.json !== undefined) return out.json(raw, options.json);
      const shown = value.items.filter(({ state }) => options.all === true || state === 'stopped');
      if (shown.length === 0) return out.hint('Nothing is stopped.');
      out.lines(shown.map(called));
    });

async function here(terminal: Terminal, command: Command) {
  const context = contextOf(terminal, command);
  return { api: (await connected(context)).api, out: context.out };
}

function scopeOf(what: string) {
  const scope = tenantScopes.find((known) => known === what);
  if (scope === undefined) throw usageFailure(`Say what: ${whatArgument}.`);
  return scope;
}

async function inForce(api: Api, what: string, subject: string | undefined): Promise<StopWire> {
  const scope = scopeOf(what);
  const { value } = await api.get('/api/v1/stops', listSchema);
  const found = value.items.find(
    (stop) => stop.state === 'stopped' && stop.scope === scope && [undefined, stop.subject].includes(subject),
  );
  if (found) return found;
  throw new CliFailure(exitCodes.notFound, 'That is not stopped.', { hint: 'Next: draft stops' });
}

async function told(terminal: Terminal, given: string | undefined, name: string, question: string) {
  if (given !== undefined) return given;
  if (!canAsk(terminal)) throw usageFailure(`Nobody can be asked here: --${name} is missing.`);
  return ask(terminal, question);
}

const called = ({
  scope,
  subject_name: name,
  engaged_by: by,
  engaged_at: at,
  released,
}: StopWire): string => {
  const over = released ? `, resumed by ${released.by.name} ${released.at}` : '';
  return `${scope} ${name}, by ${by.name} ${at}${over}`;
};
