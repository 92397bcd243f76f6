import { type ExitCode, exitCodes } from './exit-codes';

type More = {
  /** What to do next, in one sentence. */
  hint?: string;
  /** The server's own code, for `--json`. */
  code?: string;
  /** What the server answered beside it, for `--json`. */
  problem?: unknown;
};

/** A command cannot go on: what to say, and the status to end with. Thrown, and caught once in `main`. */
export class CliFailure extends Error {
  readonly exit: ExitCode;
  readonly more: More;

  constructor(exit: ExitCode, message: string, more: More = {}) {
    super(message);
    this.exit = exit;
    this.more = more;
  }
}

export const usageFailure = (message: string, hint?: string): CliFailure =>
  new CliFailure(exitCodes.usage, message, hint === undefined ? {} : { hint });
