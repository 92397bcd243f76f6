import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { countModules, sourceRoots } from '@/scripts/count-modules';

const root = `${import.meta.dirname}/..`;
const cruiseSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const cruised = spawnSync(
  'depcruise',
  ['--config', '.dependency-cruiser.mjs', '-T', 'json', ...sourceRoots(root)],
  { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
);
if (cruised.stdout === '') throw new Error(`dependency-cruiser did not run: ${cruised.stderr}`);
const { summary } = cruiseSchema.parse(JSON.parse(cruised.stdout));

for (const { from, to, rule } of summary.violations) process.stdout.write(`${rule.name}: ${from} -> ${to}\n`);
// Without a parser that it knows dependency-cruiser sees nothing, finds no violation and reports success.
const expected = countModules(root);
const sawAll = expected > 0 && summary.totalCruised >= expected;
process.stdout.write(`${summary.totalCruised} modules seen, at least ${expected} expected\n`);
process.exitCode = sawAll && summary.violations.length === 0 ? 0 : 1;
