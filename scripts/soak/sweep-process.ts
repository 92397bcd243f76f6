import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const reportSchema = z.object({ expired: z.int(), failed: z.array(z.string()) });

/** What one process did in all its runs. */
export type ProcessFigures = { runs: number; expired: number; failed: number };

/** So many processes at once, each running `gc` until all that was due is expired, or nothing is found ten times in a row. */
export const sweepAll = (
  databaseUrl: string,
  plan: { processes: number; drafts: number; perSecond: number },
): Promise<ProcessFigures[]> => {
  const due = { left: plan.drafts };
  return Promise.all(Array.from({ length: plan.processes }, () => sweepUntilDone(databaseUrl, plan, due)));
};

async function sweepUntilDone(
  databaseUrl: string,
  { drafts, processes, perSecond }: { drafts: number; processes: number; perSecond: number },
  due: { left: number },
): Promise<ProcessFigures> {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    GC_MAX_PER_SECOND: String(perSecond),
    // Smaller than its share, so that a run ends by its bound while there is more.
    GC_MAX_EXPIRED: String(Math.max(1, Math.floor(drafts / processes / 2))),
  };
  const found = { runs: 0, expired: 0, failed: 0 };
  // A run may find nothing because the other process holds what is left at that moment.
  for (let empty = 0; due.left > 0 && empty < 10; ) {
    const args = ['--conditions=react-server', '--import', 'tsx', 'scripts/gc.ts', '--json'];
    const { stdout } = await run(process.execPath, args, { cwd: root, env });
    const { expired, failed } = reportSchema.parse(JSON.parse(stdout));
    found.runs += 1;
    found.expired += expired;
    due.left -= expired;
    found.failed += failed.length;
    empty = expired > 0 ? 0 : empty + 1;
  }
  return found;
}
