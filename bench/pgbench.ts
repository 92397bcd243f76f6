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

/** Its connections are new in every round, and the first statements of a connection are no measure of those after them. */
const warmSeconds = 3;

/** One round: every client runs one of the scripts, chosen anew each time. What it does at first is not counted. */
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
    const lasts = ['-T', String(warmSeconds + seconds), '-P', '1'];
    const settings = ['-n', '-M', 'prepared', '-c', String(connections), '-j', '1', ...lasts];
    const { hostname, port, username, password, pathname } = new URL(url);
    const target = ['-h', hostname, '-p', port, '-U', username, pathname.slice(1)];
    const { stdout, stderr } = await promisify(execFile)(
      'pgbench',
      [...settings, ...files.flat(), ...target],
      { env: { ...process.env, PGPASSWORD: password } },
    );
    return roundOf(stdout, stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From what it says each second: the mean of the seconds that count. */
function roundOf(output: string, progress: string): Round {
  if (!/number of failed transactions: 0 /.test(output)) throw new Error(output);
  const seconds = [...progress.matchAll(/progress: [\d.]+ s, ([\d.]+) tps, lat ([\d.]+) ms/g)].slice(
    warmSeconds,
  );
  const meanOf = (group: number) =>
    seconds.reduce((sum, said) => sum + Number(said[group]), 0) / seconds.length;
  const average = meanOf(2);
  return { perSecond: meanOf(1), p50: average, p99: average };
}
