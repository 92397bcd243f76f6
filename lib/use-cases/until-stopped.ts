declare global {
  /** Next bundles routes and loops apart; a process is told to stop once. */
  var countersignStopped: AbortSignal | undefined;
}

/**
 * Runs for as long as the process lives. A signal to stop ends it after what is on its way, and so does what this answers,
 * which waits until it has ended.
 */
export function untilStopped(run: (signal: AbortSignal) => Promise<void>): () => Promise<void> {
  const stop = new AbortController();
  const ended = run(AbortSignal.any([processStopped(), stop.signal]));
  return () => {
    stop.abort();
    return ended;
  };
}

function processStopped(): AbortSignal {
  if (globalThis.countersignStopped === undefined) {
    const stop = new AbortController();
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort());
    globalThis.countersignStopped = stop.signal;
  }
  return globalThis.countersignStopped;
}
