import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import postgres from 'postgres';
import { round } from '@/bench/figure';

/** Facts without which the figures say nothing. No names of the machine and no paths. */
export type Machine = {
  date: string;
  platform: string;
  cores: number;
  processor: string;
  memory_gb: number;
  /** Processes that wanted a core in the minute before: above zero, others took part. */
  load_before: number;
  node: string;
  postgres: string;
};

export async function machine(superuserUrl: string, loadBefore: number): Promise<Machine> {
  const sql = postgres(superuserUrl, { max: 1 });
  const [row] = await sql<{ server_version: string }[]>`show server_version`;
  await sql.end();
  return {
    date: new Date().toISOString().slice(0, 10),
    platform: `${platform()} ${arch()}`,
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memory_gb: round(totalmem() / 1e9, 0),
    load_before: loadBefore,
    node: process.versions.node,
    postgres: row?.server_version ?? 'unknown',
  };
}

export const loadNow = (): number => round(loadavg()[0] ?? 0, 1);
