import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Contestant } from '@/bench/contest';
import { createScript } from '@/bench/create-sql';
import type { Round } from '@/bench/load';
import type { Recorded } from '@/bench/recorded-call';
import { databaseUrls } from '@/bench/tenants';

type Made = Pick<Recorded, 'draftId' | 'token'>;
type Wanted = { own: Made; others: readonly Made[]; connections: number; seconds: number };

const versionText = spawnSync('pgbench', ['--version'], { encoding: 'utf8' }).stdout;

/** What `pgbench --version` says of its version; null where it is not installed. */
export const pgbenchVersion = /\) (\d+(?:\.\d+)*)/.exec(versionText ?? '')?.[1] ?? null;

/** The SQL of a create as two contestants, `sql-one` and `sql-many`; none where pgbench is not installed. */
export async function createsInSql(dataDir: string, wanted: Wanted): Promise<Contestant[]> {
  if (pgbenchVersion === null) return [];
  const urls = databaseUrls(dataDir);
  const scriptOf = ({ draftId, token }: Made) => createScript(urls.superuser, draftId, token);
  const own = await scriptOf(wanted.own);
  const others = await Promise.all(wanted.others.map(scriptOf));
  return [
    { name: 'sql-one', run: () => pgbench(urls.app, [own], wanted) },
    { name: 'sql-many', run: () => pgbench(urls.app, others, wanted) },
  ];
}

/** One round: every client runs one of the scripts, chosen anew each time. */
export async function pgbench(
  url: string,
  scripts: readonly string[],
  { connections, seconds }: Pick<Wanted, 'connections' | 'seconds'>,
): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-pgbench-'));
  try {
    const files = scripts.map((script, nth) => {
      const path = join(folder, `${nth}.sql`);
      writeFileSync(path, script);
      return ['-f', path];
    });
    const settings = ['-n', '-M', 'prepared', '-c', String(connections), '-j', '1', '-T', String(seconds)];
    const { hostname, port, username, password, pathname } = new URL(url);
    const target = ['-h', hostname, '-p', port, '-U', username, pathname.slice(1)];
    const { stdout } = await promisify(execFile)('pgbench', [...settings, ...files.flat(), ...target], {
      env: { ...process.env, PGPASSWORD: password },
    });
    return roundOf(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function roundOf(output: string): Round {
  const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? Number.NaN);
  if (number(/number of failed transactions: (\d+)/) !== 0) throw new Error(output);
  const average = number(/latency average = ([\d.]+) ms/);
  return { perSecond: number(/tps = ([\d.]+)/), p50: average, p99: average };
}
