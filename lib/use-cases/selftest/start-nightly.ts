import { readFileSync } from 'node:fs';
import { sendTo } from '@/host/send-attempt';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { nightOf } from '@/lib/domain/selftest/night';
import manifest from '@/package.json';
import { pause } from '../pause';
import { untilStopped } from '../until-stopped';
import { failureLine } from './failure-line';
import { testNightly } from './nightly';

const event = 'boundary_selftest_not_run';
/** The server answers by then; and how often it looks what is due. */
const firstLookMs = 10_000;
const lookEveryMs = 60_000;

/**
 * Tests the boundary of each tenant once in a day from the hour of the settings on, over real HTTP at the address of this
 * process, for as long as it lives. The pauses vary, so that processes started together do not stay in step.
 */
export function startNightly(): void {
  const { selftestHour, clientCertificates } = config();
  // Where every agent must present a certificate this one has none, and would prove nothing each night.
  if (selftestHour === null || clientCertificates.ofAgents === 'required') return;
  untilStopped((signal) => keepTesting(selftestHour, signal));
}

/** The loop of `startNightly`. Ends when `signal` aborts; never throws. */
async function keepTesting(hour: number, signal: AbortSignal): Promise<void> {
  const { version } = manifest;
  let waitMs = firstLookMs;
  while (!signal.aborted) {
    await pause(waitMs * (0.5 + Math.random()), signal);
    waitMs = lookEveryMs;
    if (signal.aborted) return;
    await testOnce(hour, version, signal).catch((why: unknown) => complain({ event, tenantId: null, why }));
  }
}

async function testOnce(hour: number, version: string, signal: AbortSignal): Promise<void> {
  const { tls } = config();
  // Read again each time: the server may have been given another one.
  const certificate = tls === null ? null : readFileSync(tls.cert, 'utf8');
  const send = sendTo(config().ownAddress, certificate);
  await testNightly({ since: nightOf(now(), hour), send, version, signal, onFailure: complain });
}

const complain = (failure: Parameters<typeof failureLine>[1]): void => {
  process.stderr.write(`${failureLine(now(), failure)}\n`);
};
