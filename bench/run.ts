import { join } from 'node:path';
import { creates } from '@/bench/creates';
import type { Figure } from '@/bench/figure';
import { latency } from '@/bench/latency';
import { measured, report, say } from '@/bench/measured';
import { pageScripts } from '@/bench/page-scripts';
import type { Product } from '@/bench/product';
import { recordCreate } from '@/bench/recorded-call';
import { starts } from '@/bench/starts';
import { firstRun, personOf } from '@/e2e/first-run';

const root = join(import.meta.dirname, '..');

const isShort = process.argv.includes('--short');
const onlyCreates = process.argv.includes('--creates');
const plan = isShort
  ? { rounds: 2, seconds: 2, samples: 30, starts: 1, withBuild: false }
  : { rounds: 5, seconds: 6, samples: 200, starts: 3, withBuild: true };

const { figures, facts } = await measured(root, onlyCreates ? createFigures : allOfOneStart);
if (!onlyCreates) {
  say('measuring: starts');
  figures.push(...(await starts(root, plan.starts, plan.withBuild)));
}
report(figures, facts, isShort || onlyCreates ? null : 'results.json');

async function allOfOneStart(product: Product): Promise<Figure[]> {
  const { agent_key: key, mcp_url: mcpUrl } = firstRun();
  say('measuring: scripts of the review page');
  const { reviewUrl } = await recordCreate(mcpUrl, key);
  const scripts = await pageScripts(product, reviewUrl, personOf('reviewer'));
  const rates = await createFigures(product);
  say('measuring: latency in a large tenant');
  return [...rates, ...(await latency(product, plan.samples)), scripts];
}

function createFigures(product: Product): Promise<Figure[]> {
  say('measuring: creates');
  return creates(product, firstRun().agent_key, plan);
}
