import type { Command } from 'commander';
import { connected, contextOf } from '../context';
import type { Terminal } from '../terminal';
import { evidenceProof } from '../wire';
import { writeNew } from '../write-new';
import { jsonOption } from './options';

type Options = { output?: string; json?: string | boolean };

export const addEvidenceProof = (group: Command, terminal: Terminal): Command =>
  group
    .command('proof')
    .description('Take one record away with its proof, which a stranger can verify offline')
    .argument('<id>', 'id of the record, evd_…')
    .option('-o, --output <file>', 'write the .tlog-proof file here, instead of to stdout')
    .addOption(jsonOption().conflicts('output'))
    .action(async (id: string, { output, json }: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { raw } = await api.get(`/api/v1/evidence/${encodeURIComponent(id)}/proof`, evidenceProof);
      const { out } = context;
      if (json !== undefined) return out.json(raw, json);
      // A file holds what the server signed, byte for byte; a screen gets nothing that would move its cursor.
      const { tlog_proof: file, proof } = evidenceProof.parse(raw);
      if (output !== undefined) {
        writeNew(output, file);
        out.lines([`Wrote ${output}: position ${proof.index} of ${proof.size}.`]);
      } else if (terminal.stdout.isTTY === true) out.lines([file.trimEnd()]);
      else out.raw(file);
    });
