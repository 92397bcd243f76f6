import { z } from 'zod';
import { now } from '@/lib/clock';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { endpointChangeSchema, toEndpointChange } from '@/lib/domain/wire/endpoint-change-wire';
import { type Followed, followEndpoints, readFollow } from '@/lib/use-cases/endpoints/follow-endpoints';
import { type Answer, type Call, readerOf } from '../operation';
import { StreamHub } from '../stream-hub';
import { type Woken, waiterOf, waitForChange } from '../wait-for-change';

/** How many requests may wait at once: one follower, and its successor while it is being replaced. */
const pollLimits = { login: 4, principal: 8, tenant: 400, process: 2000 } as const;

export const followers = new StreamHub(pollLimits);
// A waiting request would hold the server's stop for as long as it asked to wait.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => followers.closeAll());

export const changesSchema = z.object({
  items: z.array(endpointChangeSchema),
  next: z.string().describe('Send it as since; it stays good'),
  has_more: z.boolean().describe('More is there already: ask again at once'),
});

/** The feed: what was applied since a cursor, after a wait if nothing was. */
export async function followChanges(call: Call): Promise<Result<Answer>> {
  const asked = readFollow(call.input);
  if (!asked.ok) return asked;
  const until = now().getTime() + asked.value.wait_seconds * 1000;
  for (;;) {
    const followed = await followEndpoints(readerOf(call), asked.value);
    if (!followed.ok) {
      if (followed.refusal.code === 'CURSOR_NOT_IN_LOG') sayRewound(call);
      return followed;
    }
    const ms = until - now().getTime();
    if (followed.value.items.length > 0 || ms <= 0) return answerOf(followed.value);
    const woken = await waitInTurn(call, followed.value.logSize, ms);
    if (!woken.ok) return woken;
    if (woken.value !== 'changed') return answerOf(followed.value);
  }
}

const answerOf = ({ items, next, hasMore }: Followed): Result<Answer> =>
  accept({ body: { items: items.map(toEndpointChange), next, has_more: hasMore } });

async function waitInTurn(call: Call, seen: number, ms: number): Promise<Result<Woken>> {
  const who = waiterOf(readerOf(call));
  if (followers.limitReached(who) !== null) {
    return refuse('RATE_LIMITED', 'As many requests wait under this credential as are served.', {
      hint: 'Follow with one request at a time, or ask without wait_seconds.',
    });
  }
  const woken = await waitForChange(followers, { who, seen, ms, signal: call.signal });
  if (woken === 'login-ended') return { ok: false, refusal: (await call.refusedNow()) ?? endedWaiting() };
  if (woken === 'unreadable') return refuse('SERVICE_UNAVAILABLE', 'This cannot be answered now.');
  return accept(woken);
}

const endedWaiting = () => refuse('UNAUTHENTICATED', 'This credential ended while it waited.').refusal;

/** One line for the operator: a follower knows more than the database does. */
function sayRewound({ correlationId }: Call): void {
  process.stderr.write(
    `feed ${correlationId} A follower holds a cursor that the log does not: was an older backup restored? It must take a full copy.\n`,
  );
}
