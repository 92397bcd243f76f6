import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const vitestSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  success: z.boolean(),
});

const playwrightSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
  errors: z.array(z.unknown()),
});

/** A step that is one yes or no. */
export function one(passed: boolean): Tally {
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Adds up a Vitest report. No report, no test, or a failure outside any test is a failure. */
export function tallyVitest(file: string, exitedWell: boolean): Tally {
  const report = vitestSchema.safeParse(read(file)).data;
  if (report === undefined) return one(false);
  const { numPassedTests: passed, numFailedTests, success } = report;
  return settled(passed, numFailedTests, exitedWell && success);
}

/** Adds up a Playwright report in the same way. A test that passed only when repeated counts as failed. */
export function tallyPlaywright(file: string, exitedWell: boolean): Tally {
  const report = playwrightSchema.safeParse(read(file)).data;
  if (report === undefined) return one(false);
  const { expected, unexpected, flaky } = report.stats;
  return settled(expected, unexpected + flaky, exitedWell && report.errors.length === 0);
}

function settled(passed: number, failed: number, isSound: boolean): Tally {
  const isUnexplained = failed === 0 && (!isSound || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed };
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
