import type { Command } from 'commander';
import { z } from 'zod';
import { connected, contextOf } from '../context';
import { exitCodes } from '../exit-codes';
import { Refused } from '../refused';
import type { Terminal } from '../terminal';
import { forgetToken } from '../token-store';

export const addLogout = (program: Command, terminal: Terminal): Command =>
  program
    .command('logout')
    .description('End this login at the server and forget its token')
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(terminal, command);
      const { out, settings } = context;
      const { api } = await connected({ ...context, settings: { ...settings, userId: null, tenant: null } });
      // The server first: a token that is only forgotten would still open what it opened.
      await api
        .post('/api/v1/session/end', {}, z.object({ ended: z.literal(true) }))
        .catch((fault: unknown) => {
          if (!(fault instanceof Refused && fault.exit === exitCodes.loginNeeded)) throw fault;
        });
      await forgetToken(terminal, settings.url);
      out.hint(`Logged out of ${settings.url}.`);
      out.hint('Next: draft login');
    });
