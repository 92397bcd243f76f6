import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tallyPlaywright, tallyVitest } from '@/scripts/tally';

const vitest = (passed: number, failed: number, success = failed === 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  success,
});
const playwright = (expected: number, unexpected: number, flaky = 0, errors: string[] = []) => ({
  stats: { expected, unexpected, flaky },
  errors,
});

test.each([
  ['all pass', vitest(7, 0), true, { passed: 7, failed: 0 }],
  ['some fail', vitest(5, 2), false, { passed: 5, failed: 2 }],
  ['none ran', vitest(0, 0), true, { passed: 0, failed: 1 }],
  ['a file did not load', vitest(5, 0, false), false, { passed: 5, failed: 1 }],
  ['an error outside any test', vitest(5, 0), false, { passed: 5, failed: 1 }],
  ['no report', undefined, true, { passed: 0, failed: 1 }],
  ['another report', {}, true, { passed: 0, failed: 1 }],
])('vitest: %s', (_, report, exitedWell, expected) => {
  expect(tallyVitest(file(report), exitedWell)).toMatchObject(expected);
});

test.each([
  ['all pass', playwright(3, 0), true, { passed: 3, failed: 0 }],
  ['some fail', playwright(3, 1), false, { passed: 3, failed: 1 }],
  ['one passed when repeated', playwright(3, 0, 1), true, { passed: 3, failed: 1 }],
  ['none ran', playwright(0, 0), true, { passed: 0, failed: 1 }],
  ['the server did not start', playwright(0, 0, 0, ['timed out']), false, { passed: 0, failed: 1 }],
  ['no report', undefined, false, { passed: 0, failed: 1 }],
])('playwright: %s', (_, report, exitedWell, expected) => {
  expect(tallyPlaywright(file(report), exitedWell)).toMatchObject(expected);
});

const specs = (status: string, error?: { message: string }) => [
  { title: `opens ${status}`, file: 'door.spec.ts', tests: [{ status, results: [{ error }] }] },
];

test('names what failed and why, a line each', () => {
  const tests = [
    {
      fullName: 'a door opens',
      status: 'failed',
      failureMessages: ['Error: it is locked\n    at door.ts:1'],
    },
    { fullName: 'a door closes', status: 'passed', failureMessages: [] },
  ];
  const report = { ...vitest(1, 1), testResults: [{ name: 'door.test.ts', assertionResults: tests }] };
  expect(tallyVitest(file(report), false).failures).toEqual([
    'door.test.ts › a door opens: Error: it is locked',
  ]);

  const suites = [
    { suites: [{ specs: specs('unexpected', { message: 'Timed out\n...' }) }] },
    { specs: specs('expected') },
  ];
  expect(tallyPlaywright(file({ ...playwright(1, 1), suites }), false).failures).toEqual([
    'door.spec.ts › opens unexpected: Timed out',
  ]);
});

function file(report: unknown): string {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-tally-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'report.json');
  if (report !== undefined) writeFileSync(path, JSON.stringify(report));
  return path;
}
