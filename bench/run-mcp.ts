import { join } from 'node:path';
import { mcpFigures } from '@/bench/mcp-figures';
import { measured, report, say } from '@/bench/measured';

const isShort = process.argv.includes('--short');
const plan = isShort ? { rounds: 2, seconds: 2, samples: 50 } : { rounds: 5, seconds: 3, samples: 200 };

const { figures, facts } = await measured(join(import.meta.dirname, '..'), (product) => {
  say('measuring: requests of agents');
  return mcpFigures(product, plan);
});
report(figures, facts, isShort ? null : 'results-mcp.json');
