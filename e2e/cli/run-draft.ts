import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstRun } from '@/e2e/first-run';

const program = join(import.meta.dirname, '../../bin/draft.mjs');

/** What one run of the command came to. */
export type Ended = { code: number | null; out: string; err: string };
export type Env = Record<string, string>;

/** A run of the real program that can be talked to. */
export type Running = {
  /** Resolves when stdout and stderr together hold this. */
  said: (what: RegExp) => Promise<RegExpExecArray>;
  say: (text: string) => void;
  /** Nothing more is said. */
  end: () => void;
  interrupt: () => void;
  ended: Promise<Ended>;
};

/** A home of its own, away from the keychain and the settings of whoever runs the tests. */
export const newHome = (): string => mkdtempSync(join(tmpdir(), 'draft-home-'));

const envOf = (home: string, env: Env): NodeJS.ProcessEnv => ({
  NODE_ENV: 'production',
  PATH: process.env['PATH'],
  HOME: home,
  TERM: 'xterm',
  DRAFT_URL: firstRun().url,
  DRAFT_KEYCHAIN: 'off',
  ...env,
});

/** Starts the command with pipes, as a script would. It runs from another folder than ours. */
export function startDraft(args: readonly string[], env: Env = {}, home = newHome()): Running {
  return follow(spawn(process.execPath, [program, ...args], { cwd: home, env: envOf(home, env) }));
}

/** Starts it on a terminal of its own: `script` makes the pty, and everything it shows arrives as stdout. */
export function onTerminal(args: readonly string[], env: Env = {}, home = newHome()): Running {
  const command = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
  const options = { cwd: home, env: { SHELL: '/bin/sh', ...envOf(home, env) } };
  return follow(spawn('script', ['-qec', command, '/dev/null'], options));
}

export const draft = (args: readonly string[], env: Env = {}, home = newHome()): Promise<Ended> =>
  startDraft(args, env, home).ended;

function follow(child: ChildProcess): Running {
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((settle) => {
    child.once('close', (code) => settle({ code, out, err }));
  });
  const said = async (what: RegExp): Promise<RegExpExecArray> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const found = what.exec(out + err);
      if (found) return found;
      await new Promise((settle) => setTimeout(settle, 50));
    }
    throw new Error(`draft never said ${what.source}, but: ${out}${err}`);
  };
  return {
    said,
    ended,
    say: (text) => void child.stdin?.write(text),
    end: () => void child.stdin?.end(),
    interrupt: () => void child.kill('SIGINT'),
  };
}
