import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { creates } from '@/bench/creates';
import { type Figure, isMet } from '@/bench/figure';
import { latency } from '@/bench/latency';
import { loadNow, machine } from '@/bench/machine';
import { pageScripts } from '@/bench/page-scripts';
import { type Product, startProduct, withDataDir } from '@/bench/product';
import { recordCreate } from '@/bench/recorded-call';
import { table, written } from '@/bench/report';
import { starts } from '@/bench/starts';
import { databaseUrls, useDatabaseOf } from '@/bench/tenants';
import { firstRun, personOf } from '@/e2e/first-run';
import { buildIfNeeded } from '@/server/build-if-needed';

const root = join(import.meta.dirname, '..');
const say = (line: string) => process.stdout.write(`${line}\n`);

const isShort = process.argv.includes('--short');
const plan = isShort
  ? { rounds: 2, seconds: 2, samples: 30, starts: 1, withBuild: false }
  : { rounds: 5, seconds: 6, samples: 200, starts: 3, withBuild: true };

const loadBefore = loadNow();
await buildIfNeeded(root, { log: say });
const { figures, facts } = await withDataDir(async (dataDir) => {
  const product = await startProduct(root, dataDir);
  try {
    useDatabaseOf(dataDir);
    process.env['E2E_DATA_DIR'] = dataDir;
    const running = await figuresOf(product);
    return { figures: running, facts: await machine(databaseUrls(dataDir).superuser, loadBefore) };
  } catch (error) {
    say(product.output());
    throw error;
  } finally {
    await product.stop();
  }
});
say('measuring: starts');
figures.push(...(await starts(root, plan.starts, plan.withBuild)));

say(`\n${table(figures, facts)}`);
if (!isShort) writeFileSync(join(import.meta.dirname, 'results.json'), written(figures, facts));
const missed = figures.filter((figure) => !isMet(figure));
for (const { name } of missed) say(`Missed: ${name}`);
// The use cases of this process keep connections to a database that is gone by now.
process.exit(missed.length === 0 ? 0 : 1);

async function figuresOf(product: Product): Promise<Figure[]> {
  const { agent_key: key, mcp_url: mcpUrl } = firstRun();
  say('measuring: scripts of the review page');
  const { reviewUrl } = await recordCreate(mcpUrl, key);
  const scripts = await pageScripts(product, reviewUrl, personOf('reviewer'));
  say('measuring: creates');
  const rates = await creates(product, key, plan);
  say('measuring: latency in a large tenant');
  return [...rates, ...(await latency(product, plan.samples)), scripts];
}
