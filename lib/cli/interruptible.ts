import { shortId } from './draft-ref';
import { exitCodes } from './exit-codes';
import { CliFailure } from './failure';
import { OutcomeUnknown } from './refused';
import type { Terminal } from './terminal';

/** A promise that only ever fails, and its end. */
function lasting(): { promise: Promise<never>; reject: (fault: CliFailure) => void } {
  let reject: ((fault: CliFailure) => void) | undefined;
  const promise = new Promise<never>((_settle, fail) => {
    reject = fail;
  });
  return { promise, reject: (fault) => reject?.(fault) };
}

/** Runs work that Ctrl-C ends at once, with these words. What was sent is not called back. */
export async function interruptible<T>(terminal: Terminal, words: string, work: Promise<T>): Promise<T> {
  const { promise, reject } = lasting();
  const stop = terminal.onInterrupt(() => reject(new CliFailure(exitCodes.interrupted, words)));
  try {
    return await Promise.race([work, promise]);
  } finally {
    stop();
  }
}

/** A decision on its way: however it is cut off, nobody here knows whether it happened, and that is said. */
export async function decided<T>(terminal: Terminal, draftId: string, work: Promise<T>): Promise<T> {
  const words = `Outcome unknown, check: draft show ${shortId(draftId)}`;
  try {
    return await interruptible(terminal, words, work);
  } catch (fault) {
    if (!(fault instanceof OutcomeUnknown)) throw fault;
    throw new CliFailure(fault.exit, `The server did not answer. ${words}`);
  }
}
