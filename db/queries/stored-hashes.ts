import type { TenantTx } from '@/db/tenant';
import type { Bytes } from '@/lib/domain/log/bytes';
import { hashLength } from '@/lib/domain/log/merkle-hash';
import { type Node, placeOfNode } from '@/lib/domain/log/stored-node';

type Row = { idx: number; hashes: Buffer };

/**
 * The hashes of perfect subtrees of the tenant's log in the order in which they are asked for, in one read. Null where one
 * is not stored: the log is shorter, or a row was taken out of it.
 */
export async function storedHashes({ sql }: TenantTx, nodes: readonly Node[]): Promise<Bytes[] | null> {
  if (nodes.length === 0) return [];
  const places = nodes.map(placeOfNode);
  const wanted = [...new Set(places.map(({ row }) => row))];
  const rows = await sql<Row[]>`
    select idx, hashes from log_leaves where tenant_id = current_tenant() and idx = any(${wanted}::bigint[])`;
  const stored = new Map(rows.map(({ idx, hashes }) => [idx, hashes]));
  const found = places.flatMap(({ row, offset }) => {
    const hash = stored.get(row)?.subarray(offset, offset + hashLength);
    return hash?.length === hashLength ? [Uint8Array.from(hash)] : [];
  });
  return found.length === nodes.length ? found : null;
}

/** The exact bytes of so many entries from a position on; fewer where the log ends, or a row was taken out of it. */
export async function storedEntries(
  { sql }: TenantTx,
  { from, count }: { from: number; count: number },
): Promise<Buffer[]> {
  const rows = await sql<{ entry: Buffer }[]>`
    select entry from log_leaves
    where tenant_id = current_tenant() and idx >= ${from} and idx < ${from + count} order by idx`;
  return rows.map(({ entry }) => entry);
}
