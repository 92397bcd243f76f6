import type { Command } from 'commander';
import { z } from 'zod';
import { releaseReason } from '@/lib/domain/limits/stop';
import { circuitWireSchema } from '@/lib/domain/wire/safety-wire';
import { ask } from '../ask';
import { connected, contextOf } from '../context';
import { usageFailure } from '../failure';
import { canAsk, type Terminal } from '../terminal';
import { jsonOption } from './options';

const listSchema = z.object({ items: z.array(circuitWireSchema) });
const resetSchema = z.object({ key_id: z.string(), state: z.literal('closed') });

type Options = { json?: string | boolean };

/** `draft circuits`: which keys are paused. Status 0 whether any is. `draft circuits reset` lets one in, and asks why. */
export function addCircuits(program: Command, terminal: Terminal): Command {
  const circuits = program
    .command('circuits')
    .description('Which keys are paused, because too much of what they asked was refused')
    .addOption(jsonOption())
    .action(async (options: Options, command: Command) => {
      const { api, out } = await here(terminal, command);
      const { raw, value } = await api.get('/api/v1/circuits', listSchema);
      if (options.json !== undefined) return out.json(raw, options.json);
      if (value.items.length === 0) return out.hint('No key is paused.');
      out.lines(value.items.map(said));
      out.hint('Next: draft circuits reset KEY_ID');
    });
  circuits
    .command('reset')
    .description('Let a paused key in before its time, with a reason')
    .argument('<key>', 'key id')
    .option('--reason <text>', `why it may go on, at least ${releaseReason.least} characters`)
    .action(async (key: string, options: { reason?: string }, command: Command) => {
      const { api, out } = await here(terminal, command);
      const reason = options.reason ?? (await asked(terminal));
      const path = `/api/v1/circuits/${encodeURIComponent(key)}/reset`;
      const { value } = await api.post(path, { reason }, resetSchema);
      out.lines([`${out.paint.added('Let in')} ${value.key_id}`]);
    });
  return circuits;
}

async function here(terminal: Terminal, command: Command) {
  const context = contextOf(terminal, command);
  return { api: (await connected(context)).api, out: context.out };
}

async function asked(terminal: Terminal): Promise<string> {
  if (!canAsk(terminal)) throw usageFailure('Nobody can be asked here: --reason is missing.');
  return ask(terminal, 'Why may it go on? ');
}

const said = ({ key_id: id, key_name: name, state, until }: z.infer<typeof circuitWireSchema>): string =>
  state === 'open' ? `${id} ${name}, paused until ${until}` : `${id} ${name}, on trial since ${until}`;
