import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, median, round } from '@/bench/figure';
import { startProduct, withDataDir } from '@/bench/product';

const warmWithinSeconds = 5;
const notCopied = new Set(['node_modules', '.next', '.git', '.data']);

/** Seconds from `npm start` to the first page: on new data, on kept data, and where nothing was built yet. */
export async function starts(root: string, times: number, withBuild: boolean): Promise<Figure[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    await withDataDir(async (dataDir) => {
      cold.push(await startOnce(root, dataDir));
      warm.push(await startOnce(root, dataDir));
    });
  }
  const built = withBuild ? [await startUnbuilt(root)] : [];
  return [
    startFigure('start on kept data', warm, { atMost: warmWithinSeconds }),
    startFigure('start on new data', cold, null),
    ...(withBuild ? [startFigure('start on new data with the build', built, null)] : []),
  ];
}

async function startOnce(root: string, dataDir: string): Promise<number> {
  const product = await startProduct(root, dataDir);
  await product.stop();
  return product.firstPageMs / 1000;
}

/** The same in a copy of the product that was never built. */
async function startUnbuilt(root: string): Promise<number> {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-unbuilt-'));
  try {
    for (const name of readdirSync(root).filter((entry) => !notCopied.has(entry))) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    linkModules(join(root, 'node_modules'), join(copy, 'node_modules'));
    return await withDataDir((dataDir) => startOnce(copy, dataDir));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Hard links where both places are on one file system: the modules are hundreds of megabytes. */
function linkModules(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'pipe' });
  } catch {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}

const startFigure = (name: string, seconds: readonly number[], bound: Figure['bound']): Figure => ({
  name,
  unit: 'seconds from npm start to the first page',
  value: round(median(seconds)),
  bound,
  parts: {
    starts: seconds.length,
    fastest: round(Math.min(...seconds)),
    slowest: round(Math.max(...seconds)),
  },
});
