import { median } from '@/bench/figure';
import type { Round } from '@/bench/load';

export type Contestant = { name: string; run: () => Promise<Round> };

/** The rounds of every contestant by name: the nth rounds of all were run one after the other. */
export type Contest = ReadonlyMap<string, readonly Round[]>;

/**
 * Lets contestants take turns, so that whatever else the machine does in the meantime hits all of them. One turn of
 * each beforehand warms up and is not counted.
 */
export async function contest(contestants: readonly Contestant[], rounds: number): Promise<Contest> {
  for (const { run } of contestants) await run();
  const found = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of contestants) found.get(name)?.push(await run());
  }
  return found;
}

const roundsOf = (found: Contest, name: string): readonly Round[] => found.get(name) ?? [];

/** The median of one contestant's rounds. */
export const medianOf = (found: Contest, name: string, what: keyof Round): number =>
  median(roundsOf(found, name).map((round) => round[what]));

/** How many times as fast `name` is as `beside`: the median over the rounds of the two rates' ratio. */
export function ratio(found: Contest, name: string, beside: string): number {
  const other = roundsOf(found, beside);
  return median(roundsOf(found, name).map((round, nth) => round.perSecond / (other[nth]?.perSecond ?? 0)));
}
