import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readPostmasterPid } from '@/db/embedded/orphan';
import { readRecord } from '@/db/embedded/record';

/** The processes of the embedded database of a DATA_DIR: the server first, then every one that it started. */
export function databaseProcesses(dataDir: string): number[] {
  const home = readRecord(dataDir)?.outside ?? dataDir;
  const postmaster = readPostmasterPid(join(home, 'pg'));
  if (postmaster === null) throw new Error('the database is not running');
  const listed = execFileSync('ps', ['-e', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' });
  const pairs = listed.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return [postmaster, ...pairs.flatMap(([pid = 0, parent]) => (parent === postmaster ? [pid] : []))];
}
