import { logsToSign } from '@/db/queries/log-checkpoints';
import { complain } from '../complain';
import { pause } from '../pause';
import { untilStopped } from '../until-stopped';
import { newestCheckpoint } from './newest-checkpoint';

/** How often what has grown is looked for, how much of it one look takes, and how much of that at once. */
const everyMs = 1000;
const mostLogs = 200;
const atOnce = 4;

/**
 * Signs what has grown for as long as the process lives, one look after the other. A signal to stop ends it after what is
 * on its way, and so does what this answers; what is cut off is signed by whoever comes next.
 */
export function startCheckpointing(grown = grownLogs): () => Promise<void> {
  return untilStopped((signal) => keepSigning(grown, signal));
}

const grownLogs = () => logsToSign(mostLogs);

async function keepSigning(grown: typeof grownLogs, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(everyMs * (0.8 + 0.4 * Math.random()), signal);
    if (signal.aborted) return;
    await signGrown(grown, signal).catch((fault: unknown) =>
      complain('Signing the log of every tenant', fault, signal),
    );
  }
}

/** Signs each of the logs; one that fails holds up no other. */
export async function signGrown(grown: () => Promise<readonly string[]>, signal: AbortSignal): Promise<void> {
  const waiting = [...(await grown())];
  const lane = async () => {
    for (let log = waiting.shift(); log !== undefined && !signal.aborted; log = waiting.shift()) {
      const tenantId = log;
      await newestCheckpoint(tenantId).catch((fault: unknown) =>
        complain(`Signing the log of tenant ${tenantId}`, fault, signal),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
