import type { Command } from 'commander';
import { sessionSchema } from '@/lib/domain/wire/login-wire';
import { connected, contextOf } from '../context';
import type { Terminal } from '../terminal';
import { untilWords } from '../time-words';

import { jsonOption } from './options';

export const addWhoami = (program: Command, terminal: Terminal): Command =>
  program
    .command('whoami')
    .description('Who this terminal is logged in as')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: string | boolean }, command: Command) => {
      const context = contextOf(terminal, command);
      const { api, kept } = await connected(context);
      const { raw, value } = await api.get('/api/v1/session', sessionSchema);
      const { out, settings } = context;
      if (json !== undefined) return out.json(raw, json);
      const { user } = value;
      out.lines([
        `${out.paint.strong(user.name)} <${user.email}>`,
        `user id    ${user.id}`,
        `role       ${user.role}`,
        `tenant     ${value.tenant}`,
        `server     ${settings.url}`,
        `token      from the ${kept.place}, ends ${untilWords(value.expires_at, terminal.now())}`,
        `ZEN_USER_ID ${settings.userId === user.id ? 'is this person' : 'is not set'}`,
      ]);
      out.hint(settings.userId === null ? `Next: export ZEN_USER_ID=${user.id}` : 'Next: draft list');
    });
