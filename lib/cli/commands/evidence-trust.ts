import type { Command } from 'commander';
import { formatVerifierKey } from '@/lib/domain/log/verifier-key';
import { usageFailure } from '../failure';
import { givenKeys, logKeysPath, readLogKeys, writeLogKeys } from '../log-keys';
import { Output } from '../output';
import type { Terminal } from '../terminal';

type Options = { replace?: boolean };

/** What `draft evidence verify` holds a log to from then on. */
export const addEvidenceTrust = (group: Command, terminal: Terminal): Command =>
  group
    .command('trust')
    .description(
      'Keep the key of a log: its files must be signed by it from then on; without a key, list those kept',
    )
    .argument('[key]', 'a verifier key, or a file of them')
    .option('--replace', 'instead of the key that is kept for this log')
    .action(async (given: string | undefined, { replace }: Options, command: Command) => {
      const out = new Output(terminal, command.optsWithGlobals());
      const kept = await readLogKeys(terminal);
      if (given === undefined) return out.lines(kept.map(formatVerifierKey));
      const keys = await givenKeys(given);
      const added = keys.filter(
        (key) => !kept.some((one) => formatVerifierKey(one) === formatVerifierKey(key)),
      );
      const names = new Set(added.map(({ name }) => name));
      const others = kept.filter(({ name }) => names.has(name));
      if (others.length > 0 && replace !== true) {
        const ids = others.map(({ name, keyId }) => `${keyId} for ${name}`).join(', ');
        throw usageFailure(
          `Another key is kept: ${ids}.`,
          'Ask the operator of the log why it changed; then use --replace.',
        );
      }
      writeLogKeys(terminal, [...kept.filter(({ name }) => !names.has(name)), ...added]);
      for (const { name, keyId } of keys) out.lines([`Trusted ${keyId} for ${name}.`]);
      out.hint(`Kept in ${logKeysPath(terminal)}. Compare the whole key with what the operator told you.`);
    });
