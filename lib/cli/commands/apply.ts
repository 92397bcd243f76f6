import type { Command } from 'commander';
import { z } from 'zod';
import { appliedSchema } from '@/lib/domain/wire/decision-wire';
import type { Api } from '../api';
import { type ApplyOptions, confirmed, proveDigest, refuseInCi } from '../apply-gate';
import { confirmUrlOf, waitForApproval } from '../browser-approval';
import { refuseWhatCannotBeApplied } from '../cannot-be-applied';
import { type Context, connected, contextOf } from '../context';
import { draftIdOf, shortId } from '../draft-ref';
import { exitCodes } from '../exit-codes';
import { CliFailure } from '../failure';
import { decided, interruptible } from '../interruptible';
import { requiredUserId } from '../settings';
import type { Terminal } from '../terminal';
import { draftView } from '../views/draft-view';
import { type Detail, draftDetail } from '../wire';
import { jsonOption, secondsOf } from './options';

export const addApply = (program: Command, terminal: Terminal): Command =>
  program
    .command('apply')
    .description('Put a draft into production')
    .argument('<draft>', 'draft id, or four or more of its characters')
    .option('--if-digest <digest>', 'only if the draft has this digest: eight digits of it or more')
    .option('--yes', 'do not ask; low and medium risk only, with --if-digest')
    .option('--reason <text>', 'why, for high risk')
    .option('--confirm-value <value>', 'what a person would type, for high risk without a terminal')
    .option('--ack <flag...>', 'codes of the flags you looked into, kept in the evidence')
    .option('--wait <seconds>', 'how long to wait for the confirmation in the browser', secondsOf, 120)
    .addOption(jsonOption())
    .action(async (reference: string, options: ApplyOptions, command: Command) => {
      const context = contextOf(terminal, command);
      refuseInCi(terminal);
      requiredUserId(context.settings);
      const { api, kept } = await connected(context);
      if (kept.token.startsWith('mcp_')) return asAgent(api, reference);
      await apply(context, api, reference, options);
    });

/** No gate of ours comes before the server's: it refuses an agent whatever the draft is. */
async function asAgent(api: Api, reference: string): Promise<void> {
  await api.post(`/api/v1/drafts/${encodeURIComponent(reference)}/apply`, {}, z.never());
}

async function apply(context: Context, api: Api, reference: string, options: ApplyOptions): Promise<void> {
  const { terminal, out } = context;
  const id = await draftIdOf(api, reference);
  const { value: draft } = await api.get(`/api/v1/drafts/${id}`, draftDetail);
  if (draft.status !== 'pending') {
    throw new CliFailure(exitCodes.notPending, `This draft is ${draft.status}.`, {
      code: draft.status === 'expired' ? 'DRAFT_EXPIRED' : 'DRAFT_NOT_PENDING',
      hint: `draft show ${shortId(id)}`,
    });
  }
  refuseWhatCannotBeApplied(draft, requiredUserId(context.settings));
  proveDigest(draft, options.ifDigest);
  for (const line of draftView(draft, { paint: out.aside, now: terminal.now() })) out.hint(line);
  await confirmed(terminal, draft, options);
  const { raw, value } = await sent(context, api, draft, options);
  if (options.json !== undefined) return out.json(raw, options.json);
  const { resource, evidence } = value;
  out.lines([
    `${out.paint.added('+ Applied')} ${draft.resource_name} v${resource.version} in ${draft.environment}, evidence ${evidence.id} @${evidence.merkle_position}`,
  ]);
  out.hint(`Next: draft history ${draft.resource_name}`);
}

/** Sends what was shown. Where a confirmation in the browser is needed it waits for one and sends once more. */
async function sent(
  { terminal, out }: Context,
  api: Api,
  draft: Detail,
  { wait, reason, ack }: ApplyOptions,
) {
  const body = {
    proposed_spec_digest: draft.proposed_spec_digest,
    lock_version: draft.lock_version,
    ...(reason !== undefined && { reason }),
    ...(ack !== undefined && { acknowledged_flags: ack }),
  };
  const send = () =>
    decided(terminal, draft.id, api.post(`/api/v1/drafts/${draft.id}/apply`, body, appliedSchema));
  try {
    return await send();
  } catch (fault) {
    const url = confirmUrlOf(fault);
    if (url === null || wait === 0) throw fault;
    const waiting = waitForApproval(terminal, { api, out }, { draft, url, seconds: wait });
    await interruptible(terminal, 'Interrupted. Nothing was applied.', waiting);
    return send();
  }
}
