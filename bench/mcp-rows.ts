import type { Alone } from '@/bench/alone';
import { type Contest, medianOf, ratio } from '@/bench/contest';
import { type Figure, round } from '@/bench/figure';

/** What is asked, by its name in the contest and in words, and what it must reach. */
export type Row = { name: string; of: string; atLeast: number };

const unknown: Alone = { p50: Number.NaN, p99: Number.NaN };

type Measured = { found: Contest; single: ReadonlyMap<string, Alone>; connections: number };

/** How much of the bare route's throughput is left, and how much of a lone caller's wait is the bare route's own. */
export function besideBare({ name, of, atLeast }: Row, { found, single, connections }: Measured): Figure {
  const bare = single.get('bare') ?? unknown;
  const row = single.get(name) ?? unknown;
  return {
    name: `${of}, every control on, beside the bare route`,
    unit: 'answers per bare answer',
    value: round(ratio(found, name, 'bare')),
    bound: { atLeast },
    parts: {
      ...loaded(found, name),
      bare_per_second: round(medianOf(found, 'bare', 'perSecond'), 0),
      connections,
      alone_p50_ms: round(row.p50, 1),
      alone_p99_ms: round(row.p99, 1),
      bare_share_of_p50: round(bare.p50 / row.p50),
      bare_share_of_p99: round(bare.p99 / row.p99),
    },
  };
}

type ManyKeys = { found: Contest; keys: number; connections: number };

/** Whether tenants stand in each other's way: as many keys as tenants beside one key that asks the same. */
export const besideOneKey = ({ name, of, atLeast }: Row, { found, keys, connections }: ManyKeys): Figure => ({
  name: `${of}, ${keys} keys of ${keys} tenants beside one key`,
  unit: 'answers per answer to one key',
  value: round(ratio(found, name, 'create')),
  bound: { atLeast },
  parts: { ...loaded(found, name), connections },
});

const loaded = (found: Contest, name: string) => ({
  per_second: round(medianOf(found, name, 'perSecond'), 0),
  p50_ms: round(medianOf(found, name, 'p50'), 0),
  p99_ms: round(medianOf(found, name, 'p99'), 0),
});
