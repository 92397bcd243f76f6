import {
  claimNight,
  endNight,
  giveNightBack,
  type NightOutcome,
  tenantsToTest,
} from '@/db/queries/boundary-nights';
import { withTenant } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import type { Judged } from '@/lib/domain/selftest/judge-attempt';
import { type Send, testBoundary } from './test-boundary';

/** What went wrong in one tenant: what was let through, or why nothing could be tested. */
export type NightFailure =
  | { tenantId: string; event: 'boundary_selftest_failed'; testId: string; letThrough: readonly Judged[] }
  | { tenantId: string; event: 'boundary_selftest_not_run'; why: unknown };

export type NightRun = {
  /** When the night began. */
  since: Date;
  send: Send;
  version: string;
  onFailure: (failure: NightFailure) => void;
  /** Ends the run after the tenant that is on its way. */
  signal?: AbortSignal;
};

/** How many tenants one run looks after. */
const tenantsPerRun = 1000;

/** Tests the boundary of every tenant that nobody has tested this night. Any number of processes may do this at once. */
export async function testNightly(
  run: NightRun,
  due: () => Promise<readonly string[]> = () => tenantsToTest(run.since, tenantsPerRun),
): Promise<void> {
  for (const tenantId of await due()) {
    if (run.signal?.aborted === true) return;
    await testTenant({ kind: 'system', tenantId, name: 'nightly' }, run);
  }
}

async function testTenant(nightly: System, run: NightRun): Promise<void> {
  const { value: mine } = await withTenant(nightly, (tx) => claimNight(tx, run.since));
  if (!mine) return;
  const failure = await tested(nightly, run).catch((why: unknown) => notRun(nightly, why));
  const outcome = outcomeOf(failure);
  // A server that is being stopped answers no attempt: that says nothing, and whoever comes next tests this night.
  const cutOff = outcome === 'untested' && run.signal?.aborted === true;
  if (failure !== null && !cutOff) run.onFailure(failure);
  await withTenant(nightly, (tx) =>
    cutOff ? giveNightBack(tx, run.since) : endNight(tx, run.since, outcome),
  );
}

async function tested(nightly: System, { send, version }: NightRun): Promise<NightFailure | null> {
  const test = await testBoundary(nightly, { send, version });
  if (!test.ok) return notRun(nightly, `${test.refusal.code}: ${test.refusal.message}`);
  const { id: testId, report, failed } = test.value;
  if (failed === 0) return null;
  const letThrough = report.filter(({ passed }) => !passed);
  return { tenantId: nightly.tenantId, event: 'boundary_selftest_failed', testId, letThrough };
}

const notRun = ({ tenantId }: System, why: unknown): NightFailure => ({
  tenantId,
  event: 'boundary_selftest_not_run',
  why,
});

const outcomeOf = (failure: NightFailure | null): NightOutcome =>
  failure === null ? 'passed' : failure.event === 'boundary_selftest_failed' ? 'failed' : 'untested';
