import { type ChainName, chainEnds, readChain } from '@/db/queries/chains';
import { withTenantSnapshot } from '@/db/tenant';
import type { Human, System } from '@/lib/domain/actor';
import { type ChainBreak, chainWalk } from '@/lib/domain/calls/chain';

/** `broken` is the first row that does not hold; `from` is 1 unless older rows were removed by their age. */
export type ChainVerdict = { from: number; rows: number; broken: ChainBreak | null };

const pageSize = 1000;

/** Computes every hash of a tenant's chain anew, in one state of the database. */
export async function verifyChain(actor: Human | System, chain: ChainName): Promise<ChainVerdict> {
  return withTenantSnapshot(actor, async (tx) => {
    const { anchor, head } = await chainEnds(tx, chain);
    const walk = chainWalk(anchor);
    const from = (anchor?.seq ?? 0) + 1;
    let rows = 0;
    for (let after = from - 1; ; ) {
      const page = await readChain(tx, chain, { after, limit: pageSize });
      for (const row of page) {
        const broken = walk.next(row);
        if (broken) return { from, rows, broken };
        rows += 1;
        after = row.seq;
      }
      if (page.length < pageSize) return { from, rows, broken: walk.end(head) };
    }
  });
}
