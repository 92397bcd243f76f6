import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What failed, a line each, for whoever sees only the end of the output. */
  readonly failures: readonly string[];
}

const vitestSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  success: z.boolean(),
  testResults: z
    .array(
      z.object({
        name: z.string(),
        message: z.string().default(''),
        assertionResults: z.array(
          z.object({
            fullName: z.string(),
            status: z.string(),
            failureMessages: z.array(z.string()).nullish(),
          }),
        ),
      }),
    )
    .default([]),
});

const suiteSchema = z.object({
  specs: z
    .array(
      z.object({
        title: z.string(),
        file: z.string(),
        tests: z.array(
          z.object({
            status: z.string(),
            results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
          }),
        ),
      }),
    )
    .default([]),
  get suites() {
    return z.array(suiteSchema).default([]);
  },
});
type Suite = z.infer<typeof suiteSchema>;

const playwrightSchema = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
  errors: z.array(z.unknown()),
  suites: z.array(suiteSchema).default([]),
});

/** A step that is one yes or no. */
export function one(passed: boolean): Tally {
  return passed ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [] };
}

/** Adds up a Vitest report. No report, no test, or a failure outside any test is a failure. */
export function tallyVitest(file: string, exitedWell: boolean): Tally {
  const report = vitestSchema.safeParse(read(file)).data;
  if (report === undefined) return one(false);
  const { numPassedTests: passed, numFailedTests, success, testResults } = report;
  const failures = testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message === '' ? [] : [line(name, message)]),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => line(`${name} › ${test.fullName}`, test.failureMessages?.[0])),
  ]);
  return settled({ passed, failed: numFailedTests, failures }, exitedWell && success);
}

/** Adds up a Playwright report in the same way. A test that passed only when repeated counts as failed. */
export function tallyPlaywright(file: string, exitedWell: boolean): Tally {
  const report = playwrightSchema.safeParse(read(file)).data;
  if (report === undefined) return one(false);
  const { expected: passed, unexpected, flaky } = report.stats;
  const failures = report.suites.flatMap(failuresOf);
  return settled({ passed, failed: unexpected + flaky, failures }, exitedWell && report.errors.length === 0);
}

function failuresOf({ specs, suites }: Suite): string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) =>
        line(`${file} › ${title}`, results.find(({ error }) => error?.message)?.error?.message),
      ),
  );
  return [...own, ...suites.flatMap(failuresOf)];
}

const line = (name: string, message = ''): string =>
  `${name}: ${message.split('\n', 1)[0] ?? ''}`.slice(0, 400);

function settled({ passed, failed, failures }: Tally, isSound: boolean): Tally {
  const isUnexplained = failed === 0 && (!isSound || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed, failures };
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
