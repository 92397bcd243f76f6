import type { Command } from 'commander';
import { incidentSchema } from '@/lib/domain/runs/incident';
import { connected, contextOf } from '../context';
import type { Terminal } from '../terminal';
import { jsonOption } from './options';

type Options = { run: string; json?: string | boolean };

export const addIncident = (program: Command, terminal: Terminal): Command =>
  program
    .command('incident')
    .description('What happened in one run: the eleven questions, answered from the record alone')
    .requiredOption('--run <id>', 'the run, as the agent named it')
    .addOption(jsonOption())
    .action(async (options: Options, command: Command) => {
      const context = contextOf(terminal, command);
      const { api } = await connected(context);
      const { raw, value } = await api.get(`${runAt(options.run)}/incident`, incidentSchema);
      const { out } = context;
      if (options.json !== undefined) {
        out.json(raw, options.json);
        return;
      }
      await out.long(
        value.sections.flatMap(({ number, question, answer }) => [
          out.paint.strong(`${number}. ${question}`),
          ...answer.map((line) => `   ${line}`),
        ]),
      );
      out.hint(`Next: draft packet --run ${options.run}`);
    });

export const runAt = (runId: string): string => `/api/v1/runs/${encodeURIComponent(runId)}`;
