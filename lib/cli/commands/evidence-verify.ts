import type { Command } from 'commander';
import { bulkHashNow } from '@/lib/domain/log/hash-at-once';
import { largestFile, verifyEvidence } from '@/lib/domain/log/verify/verify-evidence';
import { exitCodes } from '../exit-codes';
import { CliFailure } from '../failure';
import { givenKeys, readLogKeys } from '../log-keys';
import { Output } from '../output';
import { progressBar } from '../progress-bar';
import { readWhole } from '../read-whole';
import type { Terminal } from '../terminal';
import { verdictView } from '../views/verdict-view';
import { jsonOption } from './options';

type Options = { key: string[]; against?: string; json?: string | boolean };

/** Needs no login, no network and no settings: whoever has the file has all of it. */
export const addEvidenceVerify = (group: Command, terminal: Terminal): Command =>
  group
    .command('verify')
    .description('Verify a bundle or a proof on this machine, offline')
    .argument('<file>', 'a bundle, a proof as JSON or a .tlog-proof; - for stdin')
    .option(
      '--key <key>',
      'what must have signed it: a verifier key, or a file of them; may be repeated',
      gathered,
      [],
    )
    .option('--against <file>', 'an older checkpoint, proof or bundle of this log that you kept')
    .addOption(jsonOption())
    .action(async (file: string, { key, against, json }: Options, command: Command) => {
      const out = new Output(terminal, command.optsWithGlobals());
      const keys = (await Promise.all(key.map(givenKeys))).flat();
      const bytes = await readWhole(terminal, file, largestFile);
      const bar = progressBar(terminal, 'Verifying');
      const verdict = await verifyEvidence(bytes, {
        hash: bulkHashNow,
        trust: { keys, pinned: await readLogKeys(terminal) },
        against: against === undefined ? null : await readWhole(terminal, against, largestFile),
        onProgress: ({ done, total }) => bar.show(done, total),
      });
      bar.clear();
      if (json === undefined) out.lines(verdictView(verdict, out.paint));
      else out.json(verdict, json);
      if (!verdict.ok) throw new CliFailure(exitCodes.checkFailed, '');
      const { isTrusted, verifierKey } = verdict.signedBy;
      if (json === undefined && !isTrusted)
        out.hint(`When it is the right one: draft evidence trust '${verifierKey}'`);
    });

const gathered = (value: string, before: string[]): string[] => [...before, value];
