/** A loop looks again; but nobody would know without this line. What a stop cut off is no fault. */
export function complain(what: string, fault: unknown, signal: AbortSignal): void {
  if (signal.aborted) return;
  const why = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`${what} failed: ${why}\n`);
}
