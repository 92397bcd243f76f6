import { type TenantTx, withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { ChainRow } from '@/lib/domain/calls/chain';

export type ChainSpan = { since: Date; until: Date };
type ReadPage = (tx: TenantTx, page: ChainSpan & { after: number; limit: number }) => Promise<ChainRow[]>;

const pageSize = 500;

/**
 * The rows of a chain of a span of time as lines, page by page. Each page is a transaction of its own; rows never change,
 * so the pages fit.
 */
export async function* exportedPages(
  human: Human,
  span: ChainSpan,
  read: ReadPage,
  line: (row: ChainRow) => string,
): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const place = after;
    const rows = await withTenantRead(human, (tx) => read(tx, { ...span, after: place, limit: pageSize }));
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(line).join('');
    if (rows.length < pageSize) return;
    after = last.seq;
  }
}
