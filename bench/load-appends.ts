import { quantile } from '@/bench/figure';
import type { Round } from '@/bench/load';
import { changeOf, type Proposer } from '@/bench/proposers';
import type { storeDraft } from '@/db/queries/drafts-together';

/** Each caller stores one draft after another for as long as the round lasts, and waits for each to be durable. */
export async function loadAppends(
  callers: readonly Proposer[],
  store: typeof storeDraft,
  seconds: number,
): Promise<Round> {
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const taken: number[] = [];
  await Promise.all(
    callers.map(async (caller) => {
      while (performance.now() < until) {
        const askedAt = performance.now();
        await store(caller.agent, changeOf(caller));
        taken.push(performance.now() - askedAt);
      }
    }),
  );
  const perSecond = taken.length / ((performance.now() - startedAt) / 1000);
  return { perSecond, p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) };
}
