import { quantile } from '@/bench/figure';

export const warmUps = 20;

/** Milliseconds of one request at a time, with nothing else asked meanwhile. */
export type Alone = { p50: number; p99: number };

/** Each is asked once per sample, in turns, after `warmUps` turns that are not counted. */
export async function alone(
  asks: ReadonlyMap<string, () => Promise<void>>,
  samples: number,
): Promise<ReadonlyMap<string, Alone>> {
  const times = new Map([...asks.keys()].map((name): [string, number[]] => [name, []]));
  for (let turn = -warmUps; turn < samples; turn += 1) {
    for (const [name, ask] of asks) {
      const startedAt = performance.now();
      await ask();
      if (turn >= 0) times.get(name)?.push(performance.now() - startedAt);
    }
  }
  return new Map(
    [...times].map(([name, taken]) => [name, { p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) }]),
  );
}
