import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { one, type Tally, tallyPlaywright, tallyVitest } from '@/scripts/tally';

const reports = mkdtempSync(join(tmpdir(), 'countersign-checks-'));
const unitReport = join(reports, 'vitest.json');
const browserReport = join(reports, 'playwright.json');

interface Step {
  readonly name: string;
  readonly command: string;
  readonly env?: Record<string, string>;
  readonly tally: (exitedWell: boolean) => Tally;
  /** Left out by `npm run check`. */
  readonly slow?: true;
}

/** The one list of checks. `npm test` runs all of it, `npm run check` all but the slow ones. */
const steps: Step[] = [
  { name: 'contract', command: 'npm run --silent contract', tally: one },
  { name: 'format', command: 'biome check .', tally: one },
  { name: 'lint', command: 'oxlint', tally: one },
  { name: 'layers', command: 'node --import tsx scripts/check-layers.ts', tally: one },
  { name: 'types', command: 'next typegen && tsc --noEmit', tally: one },
  { name: 'dead code', command: 'knip', tally: one },
  {
    name: 'unit and integration',
    command: `vitest run --reporter=default --reporter=json --outputFile.json=${unitReport}`,
    tally: (exitedWell) => tallyVitest(unitReport, exitedWell),
  },
  { name: 'production build', command: 'node --import tsx scripts/build.ts --force', tally: one, slow: true },
  {
    name: 'end to end',
    command: 'playwright test --reporter=list,json',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
    tally: (exitedWell) => tallyPlaywright(browserReport, exitedWell),
    slow: true,
  },
];

const isFast = process.argv.includes('--fast');
let passed = 0;
let failed = 0;
const failures: string[] = [];

for (const step of steps.filter(({ slow }) => !(isFast && slow))) {
  const result = runStep(step);
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) failures.push(step.name, ...result.failures.map((failure) => `  ${failure}`));
}
rmSync(reports, { recursive: true, force: true });
if (failures.length > 0) say(`\nFailed:\n${failures.join('\n')}`);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function runStep({ name, command, env, tally }: Step): Tally {
  say(`\n== ${name}: ${command}`);
  const startedAt = performance.now();
  const { status } = spawnSync(command, {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    shell: true,
    stdio: 'inherit',
  });
  const result = tally(status === 0);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`== ${name}: ${result.failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return result;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
