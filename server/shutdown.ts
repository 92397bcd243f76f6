const sameSignalMs = 400;
const deadlineMs = 20_000;

interface Part {
  close(): Promise<void>;
  /** Called on the second signal, just before the process exits. */
  kill?(): void;
}

/** The parts of the process that must end in order, and the signals that ask for it. */
export class Shutdown {
  readonly #parts: Part[] = [];
  readonly #requested = new AbortController();

  constructor() {
    let first = 0;
    const onSignal = () => {
      // npm passes a Ctrl-C on that the terminal has already sent to every process of the group.
      if (first !== 0 && performance.now() - first < sameSignalMs) return;
      if (first !== 0) this.#killAll();
      first = performance.now();
      this.#requested.abort();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  }

  /** Aborted by SIGINT or SIGTERM. */
  get signal(): AbortSignal {
    return this.#requested.signal;
  }

  /** Registers a part that has started. Parts close in reverse order. */
  own(part: Part): void {
    this.#parts.push(part);
  }

  requested(): Promise<void> {
    if (this.signal.aborted) return Promise.resolve();
    return new Promise((settle) => this.signal.addEventListener('abort', () => settle(), { once: true }));
  }

  /** Closes every part. One that fails or hangs does not keep the others from closing. */
  async close(): Promise<void> {
    setTimeout(() => process.exit(1), deadlineMs).unref();
    // Work that the closing cuts off fails, and must not turn an orderly end into a crash.
    process.on('unhandledRejection', () => {});
    for (const part of this.#parts.toReversed()) await part.close().catch(() => {});
  }

  #killAll(): void {
    for (const part of this.#parts) part.kill?.();
    process.exit(130);
  }
}
