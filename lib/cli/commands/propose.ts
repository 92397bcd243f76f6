import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import { operations } from '@/lib/domain/draft/draft';
import { presentKindNames } from '@/lib/domain/resource/resource-kind';
import { checkedProposalSchema } from '@/lib/domain/wire/checked-proposal-wire';
import { createdSchema } from '@/lib/domain/wire/created-wire';
import { endpointSchema } from '@/lib/domain/wire/endpoint-wire';
import type { Api } from '../api';
import { type Context, connected, contextOf } from '../context';
import { shortId } from '../draft-ref';
import { exitOf } from '../exit-codes';
import { CliFailure, usageFailure } from '../failure';
import { interruptible } from '../interruptible';
import { type Proposal, type ProposalOptions, proposalOf } from '../proposal-of';
import { readProposal } from '../read-proposal';
import { OutcomeUnknown, Refused } from '../refused';
import type { Terminal } from '../terminal';
import { checkedView } from '../views/checked-view';
import { draftDetail } from '../wire';
import { jsonOption } from './options';

type Options = ProposalOptions & {
  file?: string;
  id?: string;
  idempotencyKey?: string;
  dryRun?: boolean;
  json?: string | boolean;
};

export const addPropose = (program: Command, terminal: Terminal): Command =>
  program
    .command('propose')
    .description('Propose a change; production does not change until somebody applies it')
    .option('-f, --file <file>', 'the spec or the whole proposal as YAML or JSON; - is stdin')
    .addOption(new Option('--type <type>', 'kind of resource').choices(presentKindNames))
    .addOption(new Option('--operation <operation>', 'what to do').choices(operations))
    .option('--name <name>', 'name of the resource')
    .addOption(new Option('--id <id>', 'id of the live resource, instead of its name').conflicts('name'))
    .option('--rationale <text>', 'why')
    .option('--idempotency-key <key>', 'the same key makes the same proposal once within 24 hours')
    .option('--dry-run', 'say what would change, and propose nothing')
    .addOption(jsonOption())
    .action(async (options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const file = options.file === undefined ? null : await readProposal(terminal, options.file);
      const { api } = await connected(context);
      const name = options.id === undefined ? options.name : await nameOf(api, options.id);
      const proposal = proposalOf(file, { ...options, ...(name !== undefined && { name }) });
      await (options.dryRun === true
        ? tried(context, api, proposal, options)
        : proposed(context, api, proposal, options));
    });

async function nameOf(api: Api, id: string): Promise<string> {
  const { value } = await api.get(`/api/v1/endpoints/${encodeURIComponent(id)}`, endpointSchema);
  return value.name;
}

const hintOf = ({ code, hint }: { code: string; hint: string | null }): { hint?: string } => {
  if (code === 'RESOURCE_NAME_CONFLICT') return { hint: addUpdate };
  return hint === null ? {} : { hint };
};

/** Nothing is stored. What proposing it would be refused with ends the command as that would. */
async function tried({ out }: Context, api: Api, proposal: Proposal, { json }: Options): Promise<void> {
  const { raw, value } = await api.post('/api/v1/drafts/check', proposal, checkedProposalSchema);
  if (json !== undefined) out.json(raw, json);
  else out.lines(checkedView(value, out.paint));
  const { refusal } = value;
  if (refusal !== null) {
    throw new CliFailure(exitOf(refusal.code, 422), json === undefined ? refusal.message : '', {
      code: refusal.code,
      ...hintOf(refusal),
    });
  }
  out.hint('Nothing was proposed. Leave --dry-run out to propose it.');
}

async function proposed(context: Context, api: Api, proposal: Proposal, options: Options): Promise<void> {
  const { terminal, out } = context;
  if (proposal['rationale'] === undefined) throw usageFailure('Say why: --rationale is missing.');
  const { idempotency_key: inFile, ...body } = proposal;
  const key = options.idempotencyKey ?? (typeof inFile === 'string' ? inFile : randomUUID());
  const words = `Outcome unknown. Run it again with --idempotency-key ${key}: it is not made twice.`;
  const { raw, value } = await interruptible(
    terminal,
    words,
    api.post('/api/v1/drafts', body, createdSchema, key),
  ).catch((fault: unknown) => {
    if (fault instanceof Refused && options.json === undefined) throw inTerminal(fault);
    if (!(fault instanceof OutcomeUnknown)) throw fault;
    throw new CliFailure(fault.exit, `The server did not answer. ${words}`);
  });
  if (options.json !== undefined) return out.json(raw, options.json);
  const { draft, review_url, warnings, duplicate } = value;
  for (const warning of warnings) out.hint(`! ${warning}`);
  const made = duplicate === true ? '= Already waiting' : '+ Proposed';
  out.lines([
    `${out.paint.added(made)} ${draft.operation} ${draft.resource_name} (${draft.environment}), draft ${draft.id}`,
    review_url,
  ]);
  const { value: detail } = await api.get(`/api/v1/drafts/${draft.id}`, draftDetail);
  if (detail.may_decide) out.lines([detail.may_decide.words]);
  out.hint(`Next: draft show ${shortId(draft.id)} · draft watch`);
}

/** As a person at a terminal reads it: one line a path, and what to type next where the hint is for programs. */
function inTerminal({ exit, message, more, problem: { code, errors = [] } }: Refused): CliFailure {
  const hint = code === 'RESOURCE_NAME_CONFLICT' ? addUpdate : more.hint;
  const paths = errors.map(({ path, message: what }) => (path === '' ? what : `${path}: ${what}`));
  const first = code === 'VALIDATION_FAILED' && paths.length > 0 ? 'The input is not valid.' : message;
  return new CliFailure(exit, first, {
    ...more,
    ...((paths.length > 0 || hint !== undefined) && {
      hint: [...paths.map((path) => `  ${path}`), ...(hint === undefined ? [] : [hint])].join('\n'),
    }),
  });
}

const addUpdate = 'To change what is live, add --operation update. To make another, choose another name.';
