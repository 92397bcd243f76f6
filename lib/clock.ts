/** The current time. The only reader of the clock, so that a test can hand a fixed time to everything else. */
export function now(): Date {
  return new Date();
}
