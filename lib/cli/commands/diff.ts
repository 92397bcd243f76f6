import type { Command } from 'commander';
import { connected, contextOf } from '../context';
import { draftIdOf, shortId } from '../draft-ref';
import { exitCodes } from '../exit-codes';
import { CliFailure } from '../failure';
import { specDiff } from '../spec-diff';
import type { Terminal } from '../terminal';
import { draftDetail } from '../wire';
import { jsonOption } from './options';

type Options = { exitCode?: boolean; json?: string | boolean };

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
      const { differs, lines } = await specDiff(api, value, out.paint);
      if (options.json !== undefined) out.json(changesOf(raw), options.json);
      else {
        await out.long(lines);
        out.hint(`Next: draft show ${shortId(id)}`);
      }
      if (options.exitCode === true && differs) throw new CliFailure(exitCodes.error, '');
    });

const changesOf = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && 'changes' in raw ? raw.changes : raw;
