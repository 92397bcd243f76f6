import { watchDrafts } from '@/lib/use-cases/drafts/watch-drafts';
import type { ToolCall } from './tool';

/** The longest a call may wait, in seconds. */
export const longestWait = 30;

const pauseMs = 750;
const waitersPerKey = 4;
const waiters = new Map<string, number>();

type Wait = Pick<ToolCall, 'agent' | 'signal' | 'stands'> & { draftId: string; seconds: number };

/**
 * Waits until a draft's outcome is no longer pending, the time is over, the caller is gone or may not go on. Between two
 * looks no database connection is held. True when there may be news. A key with too many calls waiting does not wait.
 */
export async function waitForDecision(wait: Wait): Promise<boolean> {
  const { keyId } = wait.agent;
  const waiting = waiters.get(keyId) ?? 0;
  if (waiting >= waitersPerKey) return false;
  waiters.set(keyId, waiting + 1);
  try {
    return await decided(wait);
  } finally {
    const left = (waiters.get(keyId) ?? 1) - 1;
    if (left > 0) waiters.set(keyId, left);
    else waiters.delete(keyId);
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
