import { Command, CommanderError } from 'commander';
import { addApply } from './commands/apply';
import { addAudit } from './commands/audit';
import { addCalls } from './commands/calls';
import { addCircuits } from './commands/circuits';
import { addCompletion } from './commands/completion';
import { addConfig } from './commands/config';
import { addDiff } from './commands/diff';
import { addDiscard } from './commands/discard';
import { addDoctor } from './commands/doctor';
import { addEvidence } from './commands/evidence';
import { addHistory } from './commands/history';
import { addIncident } from './commands/incident';
import { addList } from './commands/list';
import { addLogin } from './commands/login';
import { addLogout } from './commands/logout';
import { addPacket } from './commands/packet';
import { addPropose } from './commands/propose';
import { addShow } from './commands/show';
import { addResume, addStop, addStops } from './commands/stop';
import { addWatch } from './commands/watch';
import { addWhoami } from './commands/whoami';
import { type ExitCode, exitCodes } from './exit-codes';
import { CliFailure } from './failure';
import { jsonText, sealed } from './safe-text';
import type { Terminal } from './terminal';

const commands = [
  addList,
  addShow,
  addDiff,
  addApply,
  addDiscard,
  addPropose,
  addStop,
  addResume,
  addStops,
  addCircuits,
  addWatch,
  addHistory,
  addCalls,
  addPacket,
  addIncident,
  addEvidence,
  addAudit,
  addLogin,
  addLogout,
  addWhoami,
  addDoctor,
  addCompletion,
  addConfig,
];

/** Runs one command line and answers the status to end with. Faults are caught here and nowhere else. */
export async function run(argv: readonly string[], terminal: Terminal, version: string): Promise<ExitCode> {
  const program = programOf(terminal, version);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCodes.ok;
  } catch (fault) {
    return ended(fault, argv, terminal);
  }
}

function programOf(terminal: Terminal, version: string): Command {
  const program = new Command('draft')
    .description('Propose changes, review and decide them, from a terminal')
    .version(version)
    .option('--no-color', 'no colour, as with NO_COLOR')
    .option('--no-pager', 'no pager')
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(sealed(text)),
    })
    .exitOverride();
  for (const add of commands) add(program, terminal).copyInheritedSettings(program);
  return program;
}

function ended(fault: unknown, argv: readonly string[], terminal: Terminal): ExitCode {
  if (fault instanceof CommanderError) return fault.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  const differs = argv.includes('--exit-code');
  if (!(fault instanceof CliFailure)) {
    terminal.stderr.write('error: Something in this command failed. Please report what you ran.\n');
    return differs ? exitCodes.internal : exitCodes.error;
  }
  said(fault, argv, terminal);
  const isDifference = fault.message === '';
  return differs && fault.exit === exitCodes.error && !isDifference ? exitCodes.internal : fault.exit;
}

function said({ message, more, exit }: CliFailure, argv: readonly string[], terminal: Terminal): void {
  if (message === '') return;
  const { code, hint, problem } = more;
  if (argv.some((word) => word === '--json' || word.startsWith('--json='))) {
    terminal.stderr.write(
      `${jsonText({ error: { code: code ?? null, message, hint: hint ?? null, exit, problem } })}\n`,
    );
    return;
  }
  terminal.stderr.write(`${sealed(`error: ${message}${code === undefined ? '' : ` (${code})`}`)}\n`);
  if (hint !== undefined) terminal.stderr.write(`${sealed(hint)}\n`);
}
