import { logsAfter } from '@/db/queries/log-checkpoints';
import { pause } from '../pause';
import { type AuditWalk, auditLog, beginAudit } from './audit-log';
import { newestCheckpoint } from './newest-checkpoint';

/** The rest between two logs, and the least time that a round through all of them takes. */
const restMs = 50;
const roundMs = 10_000;
const logsPerRead = 500;

/**
 * Goes through all logs for as long as the process lives: asks whether each can still be signed, and recomputes what it has
 * grown by. Every process does it for itself, in its own pace.
 */
export function startAuditing(): () => Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort());
  const ended = keepAuditing(stop.signal);
  return () => {
    stop.abort();
    return ended;
  };
}

async function keepAuditing(signal: AbortSignal): Promise<void> {
  const walks = new Map<string, AuditWalk>();
  let isDone = true;
  while (!signal.aborted) {
    await pause(isDone ? roundMs * (0.8 + 0.4 * Math.random()) : restMs, signal);
    isDone = await auditRound(walks, allLogs(), signal).catch((fault: unknown) => {
      complain('of every tenant', fault, signal);
      return true;
    });
  }
}

/** One round through these logs; false where one is not yet walked to its end. `walks` remembers where each was left. */
export async function auditRound(
  walks: Map<string, AuditWalk>,
  logs: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal,
): Promise<boolean> {
  let isDone = true;
  for await (const tenantId of logs) {
    if (signal.aborted) return true;
    try {
      isDone = (await auditOne(walks, tenantId, signal)) && isDone;
    } catch (fault) {
      complain(`of tenant ${tenantId}`, fault, signal);
    }
    await pause(restMs, signal);
  }
  return isDone;
}

async function auditOne(
  walks: Map<string, AuditWalk>,
  tenantId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const signed = await newestCheckpoint(tenantId);
  if (!signed.ok) return true;
  const walk = await auditLog(tenantId, signed.value, walks.get(tenantId) ?? beginAudit(tenantId), signal);
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

/** The next round looks again; but nobody would know without this line. */
function complain(what: string, fault: unknown, signal: AbortSignal): void {
  if (signal.aborted) return;
  const why = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`The audit of the log ${what} failed: ${why}\n`);
}
