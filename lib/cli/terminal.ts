import { homedir, hostname } from 'node:os';
import type { Readable, Writable } from 'node:stream';

type Input = Readable & { isTTY?: boolean };
type Screen = Writable & { isTTY?: boolean; columns?: number };

/** Everything of the outside that a command may touch besides the server and its own two files. */
export type Terminal = {
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  host: string;
  stdin: Input;
  stdout: Screen;
  stderr: Screen;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
  /** Calls back on Ctrl-C until the answered function is called. */
  onInterrupt: (heard: () => void) => () => void;
};

/** The terminal of this process: the only reader of environment and time in the command. */
export const processTerminal = (): Terminal => ({
  env: process.env,
  home: homedir(),
  host: hostname(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  sleep: (milliseconds) => new Promise((settle) => setTimeout(settle, milliseconds)),
  onInterrupt: (heard) => {
    process.on('SIGINT', heard);
    return () => process.off('SIGINT', heard);
  },
});

/** A variable that is set to something. */
export function variable({ env }: Pick<Terminal, 'env'>, name: string): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** Somebody sits there who can be asked: questions go to stderr, answers come from stdin. */
export const canAsk = ({ stdin, stderr }: Terminal): boolean => stdin.isTTY === true && stderr.isTTY === true;
