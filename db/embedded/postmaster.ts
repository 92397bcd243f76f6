import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner } from '@/db/embedded/runner';

const readyWithinMs = 120_000;
const logLimitBytes = 5_000_000;
const tailCharacters = 16_000;

/** A running PostgreSQL server. */
export interface Postmaster {
  readonly pid: number | undefined;
  /** Settles when the process is gone, for whatever reason. */
  readonly exited: Promise<void>;
  hasEnded(): boolean;
  /** The end of what it has written. */
  tail(): string;
  /** Fast: sessions are cut off, data is flushed. Immediate: as a crash, recovered at the next start. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
}

export interface PostmasterOptions {
  readonly program: string;
  readonly pgdata: string;
  readonly port: number;
  readonly runner: Runner | null;
  readonly logFile: string;
}

/** Starts PostgreSQL. It may still be recovering, or about to fail: `isReady` tells. */
export function startPostmaster(options: PostmasterOptions): Postmaster {
  // Detached: a Ctrl-C in the terminal must reach us alone, so that requests end before the database does.
  const child = spawn(options.program, serverArguments(options), {
    ...options.runner,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const tail = keepLog(child, options.logFile);
  let ended = false;
  const exited = new Promise<void>((settle) => {
    const end = () => {
      ended = true;
      settle();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const hasEnded = () => ended;
  return {
    pid: child.pid,
    exited,
    hasEnded,
    tail,
    stop: (mode) => (ended ? exited : stop(child, exited, mode)),
  };
}

/** True once the server takes connections; false if it ended or took longer than two minutes. */
export async function isReady(server: Postmaster, pgdata: string): Promise<boolean> {
  for (let waited = 0; waited < readyWithinMs && !server.hasEnded(); waited += 25) {
    if (saysReady(pgdata, server.pid)) return true;
    await sleep(25);
  }
  return false;
}

/** As pg_ctl does: the eighth line says so, and the first that the file is not one a killed server left. */
function saysReady(pgdata: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function serverArguments({ pgdata, port }: PostmasterOptions): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: '128MB',
    max_connections: '100',
    jit: 'off',
    // A new installation grows out of its first plans within seconds, not a minute.
    autovacuum_naptime: '10s',
    password_encryption: 'scram-sha-256',
    // A refusal by a constraint is an answer of every day: its statement says nothing new, and may hold what was proposed.
    log_min_error_statement: 'panic',
    log_timezone: 'UTC',
    timezone: 'UTC',
    lc_messages: 'C',
  };
  return ['-D', pgdata, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function keepLog(child: ChildProcess, logFile: string): () => string {
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) renameSync(logFile, `${logFile}.old`);
  const file = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  // A full disk must not take the server down through its own log.
  file.on('error', () => {});
  let tail = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    tail = (tail + bytes.toString()).slice(-tailCharacters);
    if (file.writable) file.write(bytes);
  });
  child.once('exit', () => file.end());
  return () => tail;
}

async function stop(child: ChildProcess, exited: Promise<void>, mode: 'fast' | 'immediate'): Promise<void> {
  const steps = [
    { signal: 'SIGINT', graceMs: 5_000 },
    { signal: 'SIGQUIT', graceMs: 5_000 },
    { signal: 'SIGKILL', graceMs: 1_000 },
  ] as const;
  for (const { signal, graceMs } of mode === 'fast' ? steps : steps.slice(1)) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const grace = new AbortController();
    await Promise.race([exited, sleep(graceMs, undefined, { signal: grace.signal }).catch(() => {})]);
    grace.abort();
  }
}
