const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The schedule that Standard Webhooks recommends: how long to wait after the first failure, the second, and so on. */
const waits = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** The longest that a receiver's Retry-After is honoured. */
const longestWish = 24 * hour;

/** A tenth of the wait, so that what failed together does not come back together. */
const jitterShare = 0.1;

/**
 * How long to wait after that many failures in a row, or null when they are enough. `chance` is from 0 to 1.
 * The receiver can ask for a later time, never for a sooner one.
 */
export function waitAfter(failures: number, chance: number, retryAfterMs: number | null): number | null {
  const wait = waits[failures - 1];
  if (wait === undefined) return null;
  const planned = wait + Math.floor(wait * jitterShare * chance);
  return Math.max(planned, Math.min(retryAfterMs ?? 0, longestWish));
}

/** RFC 9110 10.2.3: seconds, or a date. UNTRUSTED INPUT: anything else is no wish. */
export function retryAfterOf(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * second;
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
