import type { NightFailure } from './nightly';

/** A run that came to no tenant at all. */
type NoRun = { tenantId: null; event: 'boundary_selftest_not_run'; why: unknown };

/** What went wrong by schedule, as one line of JSON for whoever watches the log. It holds no credential. */
export function failureLine(at: Date, failure: NightFailure | NoRun): string {
  const said = { level: 'error', at: at.toISOString(), event: failure.event, tenant_id: failure.tenantId };
  if (failure.event === 'boundary_selftest_not_run') {
    return JSON.stringify({ ...said, why: wordsOf(failure.why) });
  }
  const { testId, letThrough } = failure;
  const roads = letThrough.map(({ credential, road, status }) => ({ credential, road, status }));
  return JSON.stringify({ ...said, test_id: testId, let_through: roads });
}

const wordsOf = (why: unknown): string => (why instanceof Error ? (why.stack ?? why.message) : String(why));
