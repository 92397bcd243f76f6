import { logsAfter } from '@/db/queries/log-checkpoints';
import { complain } from '../complain';
import { pause } from '../pause';
import { untilStopped } from '../until-stopped';
import { noteLookedAtAll } from './log-standings';
import { newestCheckpoint } from './newest-checkpoint';
import { beginRecomputing, type Recomputing, recomputeLog } from './recompute-log';

/** The rest between two logs, and the least time that a round through all of them takes. */
const restMs = 50;
const roundMs = 10_000;
const logsPerRead = 500;

/**
 * Goes through all logs for as long as the process lives: asks whether each can still be signed, and recomputes what it has
 * grown by. Every process does it for itself, in its own pace.
 */
export function startRecomputing(): () => Promise<void> {
  return untilStopped((signal) => keepRecomputing(signal));
}

async function keepRecomputing(signal: AbortSignal): Promise<void> {
  const walks = new Map<string, Recomputing>();
  let isDone = false;
  while (!signal.aborted) {
    await pause(isDone ? roundMs * (0.8 + 0.4 * Math.random()) : restMs, signal);
    try {
      isDone = await recomputeRound(walks, allLogs(), signal);
      noteLookedAtAll();
    } catch (fault) {
      complain('Recomputing the log of every tenant', fault, signal);
      isDone = true;
    }
  }
}

/** One round through these logs; false where one is not yet walked to its end. `walks` remembers where each was left. */
export async function recomputeRound(
  walks: Map<string, Recomputing>,
  logs: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal,
): Promise<boolean> {
  let isDone = true;
  for await (const tenantId of logs) {
    if (signal.aborted) return true;
    try {
      isDone = (await recomputeOne(walks, tenantId, signal)) && isDone;
    } catch (fault) {
      complain(`Recomputing the log of tenant ${tenantId}`, fault, signal);
    }
    await pause(restMs, signal);
  }
  return isDone;
}

async function recomputeOne(
  walks: Map<string, Recomputing>,
  tenantId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const signed = await newestCheckpoint(tenantId);
  if (!signed.ok) return true;
  const walk = await recomputeLog(
    tenantId,
    signed.value,
    walks.get(tenantId) ?? beginRecomputing(tenantId),
    signal,
  );
  walks.set(tenantId, walk);
  return walk.from === 0 || walk.from === signed.value.size;
}

async function* allLogs(): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const logs: string[] = await logsAfter(after, logsPerRead);
    yield* logs;
    const last = logs.at(-1);
    if (last === undefined || logs.length < logsPerRead) return;
    after = last;
  }
}
