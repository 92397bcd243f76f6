import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * A text that two processes with the same pid do not share: when it started. Null when there is no such process.
 * A pid alone proves nothing, because the system gives it to another process after a crash or a reboot.
 */
export function processIdentity(pid: number): string | null {
  if (process.platform !== 'linux') return ps(pid, 'lstart=');
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces: fields are counted after it, and starttime is the twentieth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const isZombie = fields[0] === 'Z';
    return isZombie ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** Whether this process is the PostgreSQL server of this data directory, and not another one that got its pid. */
export function isPostmasterOf(pid: number, pgdata: string): boolean {
  if (process.platform !== 'linux') return (ps(pid, 'command=') ?? '').includes(`postgres -D ${pgdata} `);
  try {
    // The server changes to its data directory as it starts.
    const program = basename(readlinkSync(`/proc/${pid}/exe`));
    return program.startsWith('postgres') && readlinkSync(`/proc/${pid}/cwd`) === pgdata;
  } catch {
    return false;
  }
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
