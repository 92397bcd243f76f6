import autocannon, { type Result } from 'autocannon';
import type { RecordedCall } from '@/bench/recorded-call';

/** What one round of load gave. Latencies in milliseconds. */
export type Round = { perSecond: number; p50: number; p99: number };

export type Load = { connections: number; seconds: number };

let serial = 0;

/** An endpoint name that no other request of this run uses. */
function freshName(): string {
  serial += 1;
  return `bench-${serial.toString(36)}`;
}

/** Asks for an address as fast as it answers. Throws unless every answer had the expected status. */
export async function loadRoute(url: string, expected: number, load: Load): Promise<Round> {
  const { origin, pathname } = new URL(url);
  const { connections, seconds: duration } = load;
  const requests = [{ method: 'GET' as const, path: pathname, headers: {} }];
  return roundOf(await autocannon({ url: origin, connections, duration, requests }), expected);
}

/** Creates drafts as fast as they are answered, every one with a new name, the calls' keys taking turns. */
export async function loadCreates(
  mcpUrl: string,
  calls: readonly RecordedCall[],
  load: Load,
): Promise<Round> {
  const { origin, pathname } = new URL(mcpUrl);
  const { connections, seconds: duration } = load;
  const requests = calls.map(({ headers, bodyFor }) => ({
    method: 'POST' as const,
    path: pathname,
    headers,
    body: bodyFor(freshName()),
    setupRequest: <R extends { body?: string }>(request: R): R => ({
      ...request,
      body: bodyFor(freshName()),
    }),
  }));
  return roundOf(await autocannon({ url: origin, connections, duration, requests, verifyBody }), 200);
}

/** A refusal is answered with status 200 too. */
const verifyBody = (body: string): boolean => body.includes('"applied":false');

function roundOf(result: Result, expected: number): Round {
  const { duration, errors, mismatches, latency, statusCodeStats } = result;
  const { [String(expected)]: right, ...wrong } = statusCodeStats;
  if (right === undefined || errors + mismatches > 0 || Object.keys(wrong).length > 0) {
    throw new Error(
      `expected only status ${expected}: ${JSON.stringify({ statusCodeStats, errors, mismatches })}`,
    );
  }
  return { perSecond: right.count / duration, p50: latency.p50, p99: latency.p99 };
}
