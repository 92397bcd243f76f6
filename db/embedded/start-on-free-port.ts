import { statfsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isReady, type Postmaster, type PostmasterOptions, startPostmaster } from '@/db/embedded/postmaster';
import { freePort } from '@/host/free-port';
import { StartFailure } from '@/host/start-failure';

const maxAttempts = 20;
const fullBelowBytes = 1_000_000;
const denied = /Permission denied|wrong ownership|invalid permissions/;
const damage =
  /invalid|could not (read|open|locate|find|access|load)|corrupt|incorrect|incompatible|does not (match|exist)|PANIC/i;

/** Starts PostgreSQL on the wanted port, or on another if that one is taken, and waits until it serves. */
export async function startOnFreePort(
  options: PostmasterOptions,
): Promise<{ server: Postmaster; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(options.port);
    const server = startPostmaster({ ...options, port });
    if (await isReady(server, options.pgdata)) return { server, port };
    await server.stop('immediate');
    if (attempt === maxAttempts || !passes(server.tail())) throw failure(server.tail(), options);
    await sleep(500);
  }
}

/** Taken between our look and its bind, or sessions of a killed server that have not ended yet. */
function passes(output: string): boolean {
  return /could not create any TCP\/IP sockets|is still in use/.test(output);
}

function failure(output: string, { pgdata, logFile }: PostmasterOptions): StartFailure {
  const { bavail, bsize } = statfsSync(pgdata);
  const isFull = /No space left on device|Disk quota exceeded/.test(output);
  if (isFull || bavail * bsize < fullBelowBytes) return new StartFailure('DISK_FULL', pgdata);
  if (!denied.test(output) && damage.test(output)) return new StartFailure('DATA_DAMAGED', pgdata);
  return new StartFailure('DATABASE_FAILED', logFile);
}
