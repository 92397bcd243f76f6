export type ProgressLine = { show: (done: number, of: number) => void; clear: () => void };

/** One line on a terminal that tells how far something is; silent where nobody watches, so that logs stay clean. */
export function progressLine(stream: NodeJS.WriteStream, what: string): ProgressLine {
  let shownAt = 0;
  return {
    show(done: number, of: number): void {
      if (!stream.isTTY || performance.now() - shownAt < 100) return;
      shownAt = performance.now();
      stream.write(`\r\u001b[K${what}: ${done} of ${of} (${Math.floor((100 * done) / Math.max(of, 1))} %)`);
    },
    clear(): void {
      if (stream.isTTY && shownAt > 0) stream.write('\r\u001b[K');
    },
  };
}
