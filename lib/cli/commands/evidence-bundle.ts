import type { Command } from 'commander';
import { type BundleWire, bundleSchema } from '@/lib/domain/wire/bundle-wire';
import type { Api } from '../api';
import { type Context, connected, contextOf } from '../context';
import { draftIdOf } from '../draft-ref';
import { exitCodes } from '../exit-codes';
import { CliFailure, usageFailure } from '../failure';
import { interruptible } from '../interruptible';
import { progressBar } from '../progress-bar';
import { saveStream } from '../save-stream';
import type { Terminal } from '../terminal';
import { positionOf } from './options';

type Options = { draft?: string; from?: number; to?: number; id?: string; output: string };

const bundles = '/api/v1/bundles';

export const addEvidenceBundle = (group: Command, terminal: Terminal): Command =>
  group
    .command('bundle')
    .description('Take records away in one file with their proofs: of a draft, of a range, or the whole log')
    .option('--draft <id>', 'the records about this draft')
    .option('--from <n>', 'from this position on', positionOf)
    .option('--to <n>', 'up to this position', positionOf)
    .option('--id <id>', 'go on with a bundle that was asked for before, bnd_…')
    .requiredOption('-o, --output <file>', 'write the archive here')
    .action(async (options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { id } = options.id === undefined ? await asked(api, options) : { id: asId(options) };
      const goOn = `Stopped waiting. Go on with: draft evidence bundle --id ${id} -o ${options.output}`;
      await interruptible(terminal, goOn, taken(context, api, id, options.output));
    });

function asId({ id = '', draft, from, to }: Options): string {
  if (draft === undefined && from === undefined && to === undefined) return id;
  throw usageFailure('--id goes on with what was asked for: leave --draft, --from and --to out.');
}

async function asked(api: Api, { draft, from, to }: Options): Promise<BundleWire> {
  if (draft !== undefined && (from !== undefined || to !== undefined)) {
    throw usageFailure('Ask for a draft or for a range.');
  }
  // REST names the record behind the last, people the last.
  const end = to === undefined ? undefined : to + 1;
  const scope = draft === undefined ? { from, to: end } : { draft_id: await draftIdOf(api, draft) };
  return (await api.post(bundles, scope, bundleSchema)).value;
}

async function taken({ terminal, out }: Context, api: Api, id: string, output: string): Promise<void> {
  const bundle = await made(terminal, api, id);
  const { file, bytes, sha256, broken, statements_left_out: leftOut } = bundle;
  if (file === null || bytes === null || sha256 === null) {
    throw new CliFailure(exitCodes.error, `The bundle could not be made: ${bundle.failed_code}.`);
  }
  const bar = progressBar(terminal, 'Fetching');
  const stream = await api.stream(file, new AbortController().signal, 'application/x-tar');
  await saveStream(stream, output, { bytes, sha256 }, (done) => bar.show(done, bytes));
  bar.clear();
  out.lines([`Wrote ${output}: ${bundle.total} records, sha256 ${sha256}.`]);
  if (leftOut > 0 && broken === null)
    out.hint(
      `${leftOut} applied drafts are in it without their statement: they are too many, or the key of the log is another one now.`,
    );
  if (broken !== null) {
    const what = broken.id === null ? '' : ` (${broken.id})`;
    throw new CliFailure(
      exitCodes.checkFailed,
      `The log does not hold from position ${broken.merkle_position}${what} on: ${broken.field}. The file has it as it is.`,
      { hint: `Look closer with: draft evidence verify ${output}` },
    );
  }
  out.hint(`Next: draft evidence verify ${output}`);
}

const lookEveryMs = 500;

async function made(terminal: Terminal, api: Api, id: string): Promise<BundleWire> {
  const bar = progressBar(terminal, 'Making');
  for (;;) {
    const { value } = await api.get(`${bundles}/${encodeURIComponent(id)}`, bundleSchema);
    if (value.status === 'ready' || value.status === 'failed') {
      bar.clear();
      return value;
    }
    bar.show(value.done, value.total ?? 1);
    await terminal.sleep(lookEveryMs);
  }
}
