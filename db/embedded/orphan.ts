import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPostmasterOf, processIdentity } from '@/host/process-identity';
import { StartFailure } from '@/host/start-failure';

const fastStopMs = 20_000;
const immediateStopMs = 10_000;

/**
 * Stops the PostgreSQL server that a killed Countersign left behind on this data directory. A process that merely has
 * the pid in `postmaster.pid`, or a dead server that nobody has reaped, is left alone and the file removed, since
 * PostgreSQL itself would take it for the server. Its sessions that linger are found by its own shared-memory check.
 */
export async function clearOrphan(pgdata: string, log: (line: string) => void): Promise<void> {
  const pid = readPostmasterPid(pgdata);
  if (pid === null) return;
  if (processIdentity(pid) === null || !isPostmasterOf(pid, pgdata)) {
    rmSync(join(pgdata, 'postmaster.pid'), { force: true });
    return;
  }
  log(`Stopping the database that an earlier run left behind (process ${pid}).`);
  if (await stopped(pid, pgdata, 'SIGINT', fastStopMs)) return;
  if (await stopped(pid, pgdata, 'SIGQUIT', immediateStopMs)) return;
  throw new StartFailure('ORPHAN_STAYS', String(pid));
}

export function readPostmasterPid(pgdata: string): number | null {
  try {
    const pid = Number(readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

async function stopped(pid: number, pgdata: string, signal: NodeJS.Signals, withinMs: number) {
  try {
    process.kill(pid, signal);
  } catch {}
  for (let waited = 0; waited < withinMs; waited += 50) {
    if (processIdentity(pid) === null || !isPostmasterOf(pid, pgdata)) return true;
    await sleep(50);
  }
  return false;
}
