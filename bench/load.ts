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

/**
 * Asks agents' requests as fast as they are answered, every one with a new name, the calls' keys taking turns. Throws
 * unless every answer holds what its call says.
 */
export async function loadCalls(mcpUrl: string, calls: readonly RecordedCall[], load: Load): Promise<Round> {
  const { origin, pathname } = new URL(mcpUrl);
  const { connections, seconds: duration } = load;
  const [expected, ...others] = new Set(calls.map(({ answers }) => answers));
  if (expected === undefined || others.length > 0) throw new Error('the calls expect more than one answer');
  const verifyBody = (body: string) => body.includes(expected);
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

/** Asks for an address once. */
export async function askRoute(url: string, expected: number): Promise<void> {
  const answer = await fetch(url);
  await answer.text();
  if (answer.status !== expected) throw new Error(`expected status ${expected} and not ${answer.status}`);
}

/** Asks an agent's request once, with a new name. */
export async function askCall(mcpUrl: string, { headers, bodyFor, answers }: RecordedCall): Promise<void> {
  const answer = await fetch(mcpUrl, { method: 'POST', headers, body: bodyFor(freshName()) });
  const body = await answer.text();
  if (!body.includes(answers)) throw new Error(`expected ${answers} and not ${body.slice(0, 300)}`);
}
