import { type Command, Option } from 'commander';
import { discardReasons } from '@/lib/domain/draft/draft';
import { discardedSchema } from '@/lib/domain/wire/decision-wire';
import { yesOrNo } from '../apply-gate';
import { connected, contextOf } from '../context';
import { draftIdOf, shortId } from '../draft-ref';
import { usageFailure } from '../failure';
import { decided } from '../interruptible';
import { canAsk, type Terminal } from '../terminal';
import { draftDetail } from '../wire';
import { jsonOption } from './options';

type Options = { reason: string; message?: string; yes?: boolean; json?: string | boolean };

export const addDiscard = (program: Command, terminal: Terminal): Command =>
  program
    .command('discard')
    .description('Reject a draft; production does not change')
    .argument('<draft>', 'draft id, or four or more of its characters')
    .addOption(new Option('--reason <reason>', 'why').choices(discardReasons).makeOptionMandatory())
    .option('--message <text>', 'for the proposer, at most 500 characters')
    .option('--yes', 'do not ask')
    .addOption(jsonOption())
    .action(async (reference: string, options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { out } = context;
      const id = await draftIdOf(api, reference);
      const short = shortId(id);
      const { value: draft } = await api.get(`/api/v1/drafts/${id}`, draftDetail);
      if (options.yes !== true) {
        if (!canAsk(terminal)) throw usageFailure('Nobody can be asked here: --yes is missing.');
        out.hint(`${draft.operation} ${draft.resource_name} (${draft.environment}), ${draft.summary}`);
        await yesOrNo(terminal, `Discard ${short} as ${options.reason}?`);
      }
      const { reason, message } = options;
      const body = { reason, ...(message !== undefined && { message }) };
      const work = api.post(`/api/v1/drafts/${id}/discard`, body, discardedSchema);
      const { raw, value } = await decided(terminal, id, work);
      if (options.json !== undefined) return out.json(raw, options.json);
      out.lines([
        `${out.paint.removed('- Discarded')} ${draft.resource_name}, evidence ${value.evidence.id} @${value.evidence.merkle_position}`,
      ]);
      out.hint('Next: draft list');
    });
