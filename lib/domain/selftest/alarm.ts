/** What is known of the last self-test of a tenant that everybody there has to know, until one passes. */
export type BoundaryAlarm =
  | { kind: 'got_through'; attempts: number; at: Date }
  /** The run by schedule did not come to an end: nobody knows. */
  | { kind: 'not_tested'; at: Date };

export type LastRuns = {
  /** The last test that came to an end, by schedule or by command. */
  test: { at: Date; failed: number } | null;
  /** When the last run by schedule ended without a result; null when it had one. */
  untestedAt: Date | null;
};

/** A later test takes back that there was none; only one that passes takes back that something got through. */
export function alarmOf({ test, untestedAt }: LastRuns): BoundaryAlarm | null {
  if (test !== null && test.failed > 0) return { kind: 'got_through', attempts: test.failed, at: test.at };
  if (untestedAt !== null && (test === null || test.at < untestedAt))
    return { kind: 'not_tested', at: untestedAt };
  return null;
}
