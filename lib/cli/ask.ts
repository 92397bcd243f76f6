import { createInterface } from 'node:readline';
import { exitCodes } from './exit-codes';
import { CliFailure, usageFailure } from './failure';
import { sealed } from './safe-text';
import { canAsk, type Terminal } from './terminal';

/** One line from the person. Questions go to stderr, so that stdout stays data. Ctrl-C and Ctrl-D end the command. */
export function ask(terminal: Terminal, question: string): Promise<string> {
  if (!canAsk(terminal)) throw usageFailure('Nobody can be asked here.');
  const lines = createInterface({ input: terminal.stdin, output: terminal.stderr, terminal: true });
  return new Promise((settle, fail) => {
    let answered = false;
    lines.once('SIGINT', () => {
      fail(new CliFailure(exitCodes.interrupted, 'Interrupted. Nothing was sent.'));
      lines.close();
    });
    lines.once('close', () => {
      if (!answered) fail(new CliFailure(exitCodes.usage, 'Cancelled. Nothing was sent.'));
    });
    lines.question(sealed(question), (line) => {
      answered = true;
      lines.close();
      settle(line.trim());
    });
  });
}

export const cancelled = (why = 'Cancelled. Nothing was sent.'): CliFailure =>
  new CliFailure(exitCodes.usage, why);
