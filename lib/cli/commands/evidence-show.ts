import type { Command } from 'commander';
import { connected, contextOf } from '../context';
import type { Terminal } from '../terminal';
import { evidenceView } from '../views/evidence-view';
import { seenEvidence } from '../wire';
import { jsonOption } from './options';

export const addEvidenceShow = (group: Command, terminal: Terminal): Command =>
  group
    .command('show')
    .description('Show one record of the log: what it says, where it lies, and its hash')
    .argument('<id>', 'id of the record, evd_…')
    .addOption(jsonOption())
    .action(async (id: string, options: { json?: string | boolean }, command: Command) => {
      const { out, ...context } = contextOf(terminal, command);
      const { api } = await connected({ out, ...context });
      const { raw, value } = await api.get(`/api/v1/evidence/${encodeURIComponent(id)}`, seenEvidence);
      if (options.json !== undefined) return out.json(raw, options.json);
      await out.long(evidenceView(value, out.paint));
      out.hint(`Next: draft evidence proof ${value.id} -o ${value.id}.tlog-proof`);
    });
