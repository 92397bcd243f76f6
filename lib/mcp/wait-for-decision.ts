import { watchDrafts } from '@/lib/use-cases/drafts/watch-drafts';
import type { ToolCall } from './tool';
import { Waiters } from './waiters';

/** The longest a call may wait, in seconds. */
export const longestWait = 30;

const pauseMs = 750;
const waiters = new Waiters();

type Wait = Pick<ToolCall, 'agent' | 'signal' | 'stands'> & { draftId: string; seconds: number };

/**
 * Waits until a draft's outcome is no longer pending, the time is over, the caller is gone or may not go on. Between two
 * looks no database connection is held. True when there may be news. A call does not wait
 * where its key, its tenant or this process has too many waiting.
 */
export async function waitForDecision(wait: Wait): Promise<boolean> {
  const leave = waiters.enter(wait.agent);
  if (leave === null) return false;
  try {
    return await decided(wait);
  } finally {
    leave();
  }
}

async function decided({ agent, draftId, seconds, signal, stands }: Wait): Promise<boolean> {
  const looks = Math.ceil((seconds * 1000) / pauseMs);
  let seen = '';
  for (let look = 0; look < looks && !signal.aborted; look += 1) {
    if (!(await stands()).ok) return true;
    const { state, marks } = await watchDrafts(agent, [draftId], seen);
    if (marks !== null && marks.get(draftId)?.kind !== 'pending') return true;
    seen = state;
    await pause(Math.min(pauseMs, seconds * 1000 - look * pauseMs), signal);
  }
  return true;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
