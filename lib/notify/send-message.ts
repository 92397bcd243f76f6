import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { type AttemptResult, outcomeOfStatus } from '@/lib/domain/delivery/attempt-outcome';
import { parseControlPlaneUrl } from '@/lib/domain/delivery/control-plane-url';
import { retryAfterOf } from '@/lib/domain/delivery/retry-schedule';
import { signatureOf } from '@/lib/domain/delivery/signature';
import { type Limits, type Posted, postPinned } from './post-pinned';
import { pinAddress, type Resolver, systemResolver } from './resolve-host';

/** A message as it is sent: `id` is the webhook-id, the same for every attempt. */
export type Message = { id: string; url: string; secrets: readonly string[] | null; body: string };

/** How messages are sent. */
export type Sending = { limits: Limits; resolve: Resolver };

export const usualSending: Sending = {
  limits: { connectMs: 5_000, totalMs: 15_000, bodyBytes: 65_536 },
  resolve: systemResolver,
};

/** Makes one attempt as Standard Webhooks has it, and says what came of it. Never throws for what the network does. */
export async function sendMessage(message: Message, sending: Sending): Promise<AttemptResult> {
  const startedAt = now();
  const posted = await attempt(message, sending, startedAt);
  const endedAt = now();
  const durationMs = Math.max(0, endedAt.getTime() - startedAt.getTime());
  if ('outcome' in posted) {
    return { outcome: posted.outcome, statusClass: null, durationMs, retryAfterMs: null };
  }
  const statusClass = Math.floor(posted.status / 100);
  const retryAfterMs = retryAfterOf(posted.retryAfter, endedAt);
  return { outcome: outcomeOfStatus(posted.status), statusClass, durationMs, retryAfterMs };
}

type Attempted = Posted | { outcome: 'secret_unreadable' | 'address_refused' | 'name_unknown' };

async function attempt(
  { id, url: text, secrets, body }: Message,
  { limits, resolve }: Sending,
  at: Date,
): Promise<Attempted> {
  if (secrets === null) return { outcome: 'secret_unreadable' };
  const loopback = config().deliveryToLoopback;
  const url = parseControlPlaneUrl(text, loopback);
  if (!url.ok) return { outcome: 'address_refused' };
  const deadline = AbortSignal.timeout(limits.totalMs);
  const finding = pinAddress(url.value.hostname, loopback, resolve);
  const pinned = await inTime(finding, Math.min(limits.connectMs, limits.totalMs));
  if (pinned === null) return { outcome: 'timed_out' };
  if ('outcome' in pinned) return pinned;
  const timestamp = Math.floor(at.getTime() / 1000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'countersign',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf(secrets, { id, timestamp, body }),
  };
  return postPinned({ url: url.value, address: pinned.address, headers, body }, limits, deadline);
}

/** Null when it takes longer: the system's resolver cannot be stopped, only left. */
async function inTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
