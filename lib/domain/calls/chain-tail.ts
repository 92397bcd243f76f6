import { type ChainBreak, type ChainPlace, type ChainRow, chainWalk } from './chain';

/** The last rows of a chain, computed anew: `broken` is the first that does not hold. */
export type ChainTail = { from: number; to: number; broken: ChainBreak | null };

export type TailEnds = { anchor: ChainPlace | null; head: ChainPlace | null };

/** After which row to read to have the last `most` rows, and the row before them where one is left. */
export function tailStart({ anchor, head }: TailEnds, most: number): number {
  const begin = anchor?.seq ?? 0;
  const start = Math.max(begin, (head?.seq ?? 0) - most);
  return start > begin ? start - 1 : begin;
}

/** Walks the rows read from `tailStart` on. The first is taken as it stands where older rows are left before it. */
export function walkTail(ends: TailEnds, most: number, rows: readonly ChainRow[]): ChainTail {
  const { anchor, head } = ends;
  const begin = anchor?.seq ?? 0;
  const after = tailStart(ends, most);
  const [first] = rows;
  const to = head?.seq ?? 0;
  if (after === begin) return walked(anchor, rows, { from: begin + 1, to }, head);
  if (first?.seq !== after + 1)
    return { from: after + 1, to, broken: { seq: after + 1, id: null, field: 'seq' } };
  return walked({ seq: first.seq, hash: first.entryHash }, rows.slice(1), { from: first.seq + 1, to }, head);
}

function walked(
  start: ChainPlace | null,
  rows: readonly ChainRow[],
  place: { from: number; to: number },
  head: ChainPlace | null,
): ChainTail {
  const walk = chainWalk(start);
  for (const row of rows) {
    const broken = walk.next(row);
    if (broken) return { ...place, broken };
  }
  return { ...place, broken: walk.end(head) };
}
