import { storedHashes } from '@/db/queries/stored-hashes';
import type { TenantTx } from '@/db/tenant';
import type { Bytes } from '@/lib/domain/log/bytes';
import type { Span } from '@/lib/domain/log/span';
import { hashOfSpan, nodesOfSpan } from '@/lib/domain/log/stored-node';

/**
 * The hashes of spans of the tenant's log, group by group, from what was stored when they were completed: one read, and no
 * leaf is computed again. Null where the log does not hold all of them. A span holds at least one leaf.
 */
export async function spanHashes(
  tx: TenantTx,
  groups: readonly (readonly Span[])[],
): Promise<Bytes[][] | null> {
  const nodes = groups.map((spans) => spans.map(nodesOfSpan));
  const stored = await storedHashes(tx, nodes.flat(2));
  if (stored === null) return null;
  let taken = 0;
  const next = (count: number): Bytes[] => {
    taken += count;
    return stored.slice(taken - count, taken);
  };
  return Promise.all(nodes.map((spans) => Promise.all(spans.map(({ length }) => hashOfSpan(next(length))))));
}
