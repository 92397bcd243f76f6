/**
 * The time of day. The only reader of it in lib, db and the server, so that a test can hand a fixed time to everything
 * else; the command has its own in `lib/cli/terminal.ts`. Postgres stamps a leaf by its own clock, and a page tells ages by the browser's.
 */
export function now(): Date {
  return new Date();
}
